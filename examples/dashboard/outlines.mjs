// Outlines for the maps: of provinces from a package; of municipalities, and of the wijken
// and postal codes within each, from files of yours, GeoJSON or TopoJSON keyed by the codes
// of CBS, as PDOK gives it, else made up for the synthetic country.
import { readFileSync } from 'node:fs';
import netherlands from '@svg-maps/netherlands';
import { feature, mergeArcs, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';

export const provinces = netherlands.locations.map(({ name, path }) => ({
	name: name === 'Friesland' ? 'Fryslân' : name,
	path,
}));

// 'GM0363', '363' and 0363 are one municipality, 'WK036301' and 036301 one wijk, as the function area_code has it.
export function areaCode(code, kind = 'gemeente') {
	const [letters, length] = { gemeente: ['GM', 4], wijk: ['WK', 6], pc4: ['', 4] }[kind];
	const text = String(code).trim(),
		digits = new RegExp(`^(?:${letters})?(\\d{1,${length}})$`, 'i').exec(text);
	return digits ? digits[1].padStart(length, '0') : text;
}
const properties = {
	gemeente: ['statcode', 'gemeentecode', 'code'],
	wijk: ['statcode', 'wijkcode', 'code'],
	pc4: ['postcode', 'pc4_code', 'pc4', 'code'],
};
const codeOf = (f, kind) =>
	areaCode(
		properties[kind].map(name => f.properties?.[name]).find(code => code !== undefined && code !== null)
			?? f.id,
		kind,
	);

const positions = geometry =>
	geometry
		? geometry.type === 'GeometryCollection'
			? geometry.geometries.flatMap(positions)
			: geometry.coordinates.flat(geometry.type === 'MultiPolygon' ? 2 : 1)
		: [];

// As a browser needs it: simplified and quantized until it has at most so many points.
function slim(areas, source, points = 9000) {
	const all = areas.features.flatMap(f => positions(f.geometry));
	const bounds = i =>
		all.reduce(([low, high], p) => [Math.min(low, p[i]), Math.max(high, p[i])], [Infinity, -Infinity]);
	const [x0, x1] = bounds(0),
		[y0, y1] = bounds(1);
	let whole = topology({ areas }, 0);
	const count = t => t.arcs.reduce((sum, arc) => sum + arc.length, 0);
	if (count(whole) > points) {
		whole = presimplify(whole);
		const weights = whole.arcs.flatMap(arc => arc.map(p => p[2])).sort((a, b) => b - a);
		whole = simplify(whole, weights[points]);
	}
	const ids = whole.objects.areas.geometries.map(({ type, arcs, id }) => ({ type, arcs, id }));
	const quantized = quantize(
		{ ...whole, objects: { areas: { type: 'GeometryCollection', geometries: ids } } },
		1e4,
	);
	// Degrees, else the metres of the Dutch grid, whose north is up too.
	return {
		projection: x0 >= -180 && x1 <= 180 && y0 >= -90 && y1 <= 90 ? 'mercator' : 'reflect-y',
		box: [
			[x0, y0],
			[x1, y1],
		],
		source,
		topology: quantized,
	};
}

// The areas of a file that are in the publication, under the codes that it has for them.
function readAreas(path, kind, codes) {
	const content = JSON.parse(readFileSync(path, 'utf8'));
	const collection = content.type === 'Topology' ? feature(content, Object.values(content.objects)[0]) : content;
	const byCode = new Map(codes.map(code => [areaCode(code, kind), code]));
	const all = collection.features
		.filter(f => f.geometry)
		.map(f => ({ type: 'Feature', id: codeOf(f, kind), properties: {}, geometry: f.geometry }));
	const known = new Set(all.map(f => f.id)),
		missing = codes.filter(code => !known.has(areaCode(code, kind)));
	const what = { gemeente: 'municipalities', wijk: 'wijken', pc4: 'postal codes' }[kind];
	if (missing.length === codes.length)
		throw new Error(
			`${path}: none of its areas has a code (${properties[kind].join(', ')} or id) of the ${what} in the publication`,
		);
	if (missing.length > 0)
		console.log(
			`${path}: no outline for ${missing.length} of ${codes.length} ${what}: ${missing.slice(0, 5).join(', ')}`,
		);
	for (const f of all) f.id = byCode.get(f.id) ?? f.id;
	return all;
}

export const readOutlines = (path, source, codes) =>
	slim({ type: 'FeatureCollection', features: readAreas(path, 'gemeente', codes) }, source);

// within: [[municipality, [code, ...]], ...]. Gives outlines by municipality.
export function readOutlinesWithin(path, kind, source, within) {
	const areas = new Map();
	for (const f of readAreas(path, kind, [...new Set(within.flatMap(([, codes]) => codes))]))
		areas.set(f.id, [...(areas.get(f.id) ?? []), f]);
	return Object.fromEntries(
		within
			.map(([municipality, codes]) => [municipality, codes.flatMap(code => areas.get(code) ?? [])])
			.filter(([, features]) => features.length > 0)
			.map(([municipality, features]) => [
				municipality,
				slim({ type: 'FeatureCollection', features }, source, 1500),
			]),
	);
}

// Squares ([x, y] of a corner) divided among codes: Lloyd's algorithm, so that all are of a size.
function divide(cells, codes) {
	let seeds = codes.map((_, i) => cells[Math.floor(((i + 0.5) * cells.length) / codes.length)]);
	const nearest = ([x, y]) =>
		seeds.reduce(
			(best, [sx, sy], i) => {
				const d = (sx - x) ** 2 + (sy - y) ** 2;
				return d < best[0] ? [d, i] : best;
			},
			[Infinity, 0],
		)[1];
	let owners;
	for (let turn = 0; turn < 25; turn++) {
		owners = cells.map(nearest);
		seeds = seeds.map((seed, i) => {
			const own = cells.filter((_, c) => owners[c] === i);
			return own.length === 0 ? seed : [0, 1].map(k => own.reduce((sum, p) => sum + p[k], 0) / own.length);
		});
	}
	return cells.map((cell, c) => [cell, codes[owners[c]]]);
}

// [[cell, code], ...] as outlines.
function outlinesOf(divided, side, source, points) {
	const features = divided.map(([[x, y], code]) => ({
		type: 'Feature',
		id: code,
		properties: {},
		geometry: {
			type: 'Polygon',
			coordinates: [
				[
					[x, y],
					[x, y + side],
					[x + side, y + side],
					[x + side, y],
					[x, y],
				].map(([a, b]) => [a, -b]),
			],
		},
	}));
	const grid = topology({ areas: { type: 'FeatureCollection', features } }, 0);
	const byCode = new Map();
	for (const cell of grid.objects.areas.geometries) byCode.set(cell.id, [...(byCode.get(cell.id) ?? []), cell]);
	const merged = {
		type: 'GeometryCollection',
		geometries: [...byCode].map(([id, list]) => ({ ...mergeArcs(grid, list), id })),
	};
	return slim(feature({ ...grid, objects: { merged } }, 'merged'), source, points);
}

// Whole thousandths of the units of the map of provinces, so that neighbours share their corners exactly.
const side = 5500;
// Each province is divided among its municipalities, in squares of that side.
function syntheticCells(municipalities) {
	const rings = path =>
		path
			.split('z')
			.filter(p => p.trim())
			.reduce(
				({ at, list }, part) => {
					const ring = [];
					let [x, y] = at;
					for (const [, dx, dy] of part.matchAll(/(-?[\d.]+),(-?[\d.]+)/g))
						ring.push([(x += 1000 * dx), (y += 1000 * dy)]);
					// After z the pen is back where the ring began.
					return { at: ring[0], list: [...list, ring] };
				},
				{ at: [0, 0], list: [] },
			).list;
	const inside = (list, x, y) =>
		list.reduce(
			(odd, ring) =>
				ring.reduce((o, [x1, y1], i) => {
					const [x2, y2] = ring[(i + 1) % ring.length];
					return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1 ? !o : o;
				}, odd),
			false,
		);
	return provinces.flatMap(({ name, path }) => {
		const codes = municipalities.filter(m => m.province === name).map(m => m.code),
			outline = rings(path),
			cells = [];
		if (codes.length === 0) return [];
		for (let y = 0; y < 740000; y += side)
			for (let x = 0; x < 620000; x += side)
				if (inside(outline, x + side / 2, y + side / 2)) cells.push([x, y]);
		return divide(cells, codes);
	});
}

export const syntheticOutlines = (municipalities, source) =>
	outlinesOf(syntheticCells(municipalities), side, source);

// Each municipality is divided once more, in smaller squares: some twelve an area.
export function syntheticOutlinesWithin(municipalities, source, within) {
	const cellsOf = new Map();
	for (const [cell, code] of syntheticCells(municipalities))
		cellsOf.set(code, [...(cellsOf.get(code) ?? []), cell]);
	return Object.fromEntries(
		within
			.filter(([municipality]) => cellsOf.has(municipality))
			.map(([municipality, codes]) => {
				const cells = cellsOf.get(municipality),
					parts = [2, 4, 5, 10, 11, 20].find(n => n * n * cells.length >= 12 * codes.length) ?? 20,
					step = side / parts;
				const small = cells.flatMap(([x, y]) =>
					Array.from({ length: parts * parts }, (_, i) => [
						x + step * (i % parts),
						y + step * Math.floor(i / parts),
					]),
				);
				return [municipality, outlinesOf(divide(small, codes), step, source, 1500)];
			}),
	);
}
