// Outlines for the maps: of provinces from a package; of municipalities from a file
// of yours, GeoJSON or TopoJSON keyed by the codes of CBS, as PDOK gives it, else made up
// for the synthetic country.
import { readFileSync } from 'node:fs';
import netherlands from '@svg-maps/netherlands';
import { feature, mergeArcs, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';

export const provinces = netherlands.locations.map(({ name, path }) => ({ name: name === 'Friesland' ? 'Fryslân' : name, path }));

// 'GM0363', '363' and 0363 are one municipality, as the function area_code has it.
export const areaCode = code => { const digits = /^(?:GM)?(\d{1,4})$/i.exec(String(code).trim()); return digits ? digits[1].padStart(4, '0') : String(code).trim(); };
const codeOf = f => areaCode(f.properties?.statcode ?? f.properties?.gemeentecode ?? f.properties?.code ?? f.id);

const positions = geometry => (geometry ? (geometry.type === 'GeometryCollection' ? geometry.geometries.flatMap(positions) : geometry.coordinates.flat(geometry.type === 'MultiPolygon' ? 2 : 1)) : []);

// As a browser needs it: simplified and quantized until it has at most so many points.
function slim(areas, source, points = 9000) {
	const all = areas.features.flatMap(f => positions(f.geometry));
	const bounds = i => all.reduce(([low, high], p) => [Math.min(low, p[i]), Math.max(high, p[i])], [Infinity, -Infinity]);
	const [x0, x1] = bounds(0), [y0, y1] = bounds(1);
	let whole = topology({ areas }, 0);
	const count = t => t.arcs.reduce((sum, arc) => sum + arc.length, 0);
	if (count(whole) > points) {
		whole = presimplify(whole);
		const weights = whole.arcs.flatMap(arc => arc.map(p => p[2])).sort((a, b) => b - a);
		whole = simplify(whole, weights[points]);
	}
	const ids = whole.objects.areas.geometries.map(({ type, arcs, id }) => ({ type, arcs, id }));
	const quantized = quantize({ ...whole, objects: { areas: { type: 'GeometryCollection', geometries: ids } } }, 1e4);
	// Degrees, else the metres of the Dutch grid, whose north is up too.
	return { projection: x0 >= -180 && x1 <= 180 && y0 >= -90 && y1 <= 90 ? 'mercator' : 'reflect-y', box: [[x0, y0], [x1, y1]], source, topology: quantized };
}

export function readOutlines(path, source, codes) {
	const content = JSON.parse(readFileSync(path, 'utf8'));
	const collection = content.type === 'Topology' ? feature(content, Object.values(content.objects)[0]) : content;
	const areas = { type: 'FeatureCollection', features: collection.features.filter(f => f.geometry).map(f => ({ type: 'Feature', id: codeOf(f), properties: {}, geometry: f.geometry })) };
	const known = new Set(areas.features.map(f => f.id)), missing = codes.filter(code => !known.has(areaCode(code)));
	if (missing.length === codes.length) throw new Error(`${path}: none of its areas has the code (statcode, gemeentecode, code or id) of a municipality in the publication`);
	if (missing.length > 0) console.log(`${path}: no outline for ${missing.length} of ${codes.length} municipalities: ${missing.slice(0, 5).join(', ')}`);
	const bycode = new Map(codes.map(code => [areaCode(code), code]));
	for (const f of areas.features) f.id = bycode.get(f.id) ?? f.id;
	return slim(areas, source);
}

// Each province, cut into squares, is divided among as many seeds as it has
// municipalities: Lloyd's algorithm, so that they are of a size.
export function syntheticOutlines(municipalities, source) {
	const side = 5.5;
	const rings = path => path.split('z').filter(p => p.trim()).reduce(({ at, list }, part) => {
		const ring = [];
		let [x, y] = at;
		for (const [, dx, dy] of part.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)) ring.push([x += Number(dx), y += Number(dy)]);
		// After z the pen is back where the ring began.
		return { at: ring[0], list: [...list, ring] };
	}, { at: [0, 0], list: [] }).list;
	const inside = (list, x, y) => list.reduce((odd, ring) => ring.reduce((o, [x1, y1], i) => {
		const [x2, y2] = ring[(i + 1) % ring.length];
		return (y1 > y) !== (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 ? !o : o;
	}, odd), false);
	const features = [];
	for (const { name, path } of provinces) {
		const codes = municipalities.filter(m => m.province === name).map(m => m.code);
		if (codes.length === 0) continue;
		const outline = rings(path), cells = [];
		for (let y = 0; y < 740; y += side) for (let x = 0; x < 620; x += side) if (inside(outline, x + side / 2, y + side / 2)) cells.push([x, y]);
		let seeds = codes.map((_, i) => cells[Math.floor((i + 0.5) * cells.length / codes.length)]);
		const nearest = ([x, y]) => seeds.reduce((best, [sx, sy], i) => { const d = (sx - x) ** 2 + (sy - y) ** 2; return d < best[0] ? [d, i] : best; }, [Infinity, 0])[1];
		let owners;
		for (let turn = 0; turn < 25; turn++) {
			owners = cells.map(nearest);
			seeds = seeds.map((seed, i) => { const own = cells.filter((_, c) => owners[c] === i); return own.length === 0 ? seed : [0, 1].map(k => own.reduce((sum, p) => sum + p[k], 0) / own.length); });
		}
		cells.forEach(([x, y], c) => {
			const corner = [[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]].map(([a, b]) => [1000 * a, -1000 * b]);
			features.push({ type: 'Feature', id: codes[owners[c]], properties: {}, geometry: { type: 'Polygon', coordinates: [corner] } });
		});
	}
	const grid = topology({ areas: { type: 'FeatureCollection', features } }, 0);
	const byCode = new Map();
	for (const cell of grid.objects.areas.geometries) byCode.set(cell.id, [...(byCode.get(cell.id) ?? []), cell]);
	const merged = { type: 'GeometryCollection', geometries: [...byCode].map(([id, list]) => ({ ...mergeArcs(grid, list), id })) };
	return slim(feature({ ...grid, objects: { merged } }, 'merged'), source);
}
