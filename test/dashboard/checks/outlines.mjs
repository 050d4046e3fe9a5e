// Outlines of municipalities: GeoJSON and TopoJSON, degrees and metres, codes as CBS and
// as the publication writes them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	areaCode,
	readOutlines,
	readOutlinesWithin,
	syntheticOutlinesWithin,
} from '../../../examples/dashboard/outlines.mjs';
import { check } from '../check.mjs';

const square = (x, y, size) => ({
	type: 'Polygon',
	coordinates: [
		[
			[x, y],
			[x, y + size],
			[x + size, y + size],
			[x + size, y],
			[x, y],
		],
	],
});
const collection = (key, code, place) => ({
	type: 'FeatureCollection',
	features: [0, 1, 2].map(i => ({
		type: 'Feature',
		properties: { [key]: code(i), statnaam: `Naam ${i}` },
		geometry: place(i),
	})),
});
const ids = outlines => outlines.topology.objects.areas.geometries.map(g => g.id).join();

export default async function () {
	const folder = mkdtempSync(join(tmpdir(), 'outlines-'));
	const file = content => {
		const path = join(folder, 'map.json');
		writeFileSync(path, JSON.stringify(content));
		return path;
	};
	check(
		'codes: GM0363, 363 and 0363 are one',
		areaCode('GM0363') === '0363'
			&& areaCode(363) === '0363'
			&& areaCode('0363') === '0363'
			&& areaCode('S001') === 'S001',
	);
	const codes = ['0363', '0518', '0599'];
	const gm = i => `GM${codes[i]}`;

	const metres = readOutlines(
		file(collection('statcode', gm, i => square(120000 + 5000 * i, 487000, 5000))),
		'PDOK',
		codes,
	);
	check(
		'GeoJSON in metres, keyed by statcode',
		ids(metres) === codes.join() && metres.projection === 'reflect-y',
		ids(metres),
	);
	check('names and the like are left out', !JSON.stringify(metres).includes('Naam'));
	check('whom to name for it goes along', metres.source === 'PDOK');
	const degrees = readOutlines(
		file(
			collection(
				'gemeentecode',
				i => codes[i],
				i => square(4.9 + 0.1 * i, 52.3, 0.1),
			),
		),
		'',
		codes,
	);
	check('degrees', degrees.projection === 'mercator' && ids(degrees) === codes.join());
	const topology = {
		type: 'Topology',
		arcs: [
			[
				[0, 0],
				[0, 9],
				[9, 9],
				[9, 0],
				[0, 0],
			],
		],
		objects: {
			gemeente_2026: {
				type: 'GeometryCollection',
				geometries: [{ type: 'Polygon', arcs: [[0]], properties: { statcode: 'GM0363' } }],
			},
		},
	};
	check('TopoJSON', ids(readOutlines(file(topology), '', codes)) === '0363');
	let said = '';
	try {
		readOutlines(
			file(
				collection(
					'naam',
					i => `x${i}`,
					i => square(i, 0, 1),
				),
			),
			'',
			codes,
		);
	} catch (error) {
		said = error.message;
	}
	check('a file without a code that fits is refused, and says what it looks for', /statcode/.test(said), said);

	// Wijken and postal codes, by municipality: each from the one file of the country.
	check(
		'codes: WK036301 and 036301 are one wijk, a postal code is its digits',
		areaCode('WK036301', 'wijk') === '036301'
			&& areaCode('36301', 'wijk') === '036301'
			&& areaCode(1011, 'pc4') === '1011',
	);
	const wijken = readOutlinesWithin(
		file(
			collection(
				'statcode',
				i => `WK0363${i}0`,
				i => square(120000 + 5000 * i, 487000, 5000),
			),
		),
		'wijk',
		'PDOK',
		[
			['0363', ['036300', '036310']],
			['0518', ['036320']],
			['0599', []],
		],
	);
	check(
		'wijken of PDOK, by municipality',
		Object.keys(wijken).join() === '0363,0518'
			&& ids(wijken['0363']) === '036300,036310'
			&& ids(wijken['0518']) === '036320',
		Object.keys(wijken),
	);
	const postcodes = readOutlinesWithin(
		file(
			collection(
				'postcode',
				i => 1011 + i,
				i => square(120000 + 5000 * i, 487000, 5000),
			),
		),
		'pc4',
		'CBS',
		[
			['0363', ['1011', '1012']],
			['0384', ['1012', '1013']],
		],
	);
	check(
		'postal codes, one of them in two municipalities',
		ids(postcodes['0363']) === '1011,1012'
			&& ids(postcodes['0384']) === '1012,1013'
			&& postcodes['0363'].source === 'CBS',
	);
	const within = syntheticOutlinesWithin(
		[
			{ code: 'S001', province: 'Utrecht' },
			{ code: 'S002', province: 'Utrecht' },
		],
		'',
		[
			['S001', ['a', 'b', 'c']],
			['S002', ['d']],
		],
	);
	check(
		'made-up ones: each code once, in its municipality',
		ids(within.S001).split(',').sort().join() === 'a,b,c' && ids(within.S002) === 'd',
		ids(within.S001),
	);

	// A detailed coast becomes small.
	const coast = Array.from({ length: 60000 }, (_, i) => [
		150000 + (40000 + 900 * Math.sin(i * 1.7) + 400 * Math.sin(i * 0.31)) * Math.cos((i * 2 * Math.PI) / 60000),
		450000 + (40000 + 900 * Math.cos(i * 1.3)) * Math.sin((i * 2 * Math.PI) / 60000),
	]);
	const detailed = readOutlines(
		file({
			type: 'FeatureCollection',
			features: [
				{
					type: 'Feature',
					properties: { statcode: 'GM0363' },
					geometry: { type: 'Polygon', coordinates: [[...coast, coast[0]]] },
				},
			],
		}),
		'',
		codes,
	);
	const points = detailed.topology.arcs.reduce((sum, arc) => sum + arc.length, 0);
	check('a detailed outline is simplified', points > 1000 && points <= 9100, points);
	rmSync(folder, { recursive: true });
}
