// Municipalities, or what is within one, drawn from the outlines that the site was built with.
import * as Plot from '@observablehq/plot';
import { feature } from 'topojson-client';
import { label } from './common.js';
import { mapFill } from './map-fill.js';
import { colour, style, symbolScale } from './marks.js';
import { direction } from '../comparison.js';
import { t } from '../state.js';

// outlines: { projection, topology }, one object named areas, each with its code as
// id. title: the text for a code; symbols: a mark on what is higher or lower.
export function areaMap(width, { outlines, figures, polarity, own, title, description, symbols = true }) {
	const areas = feature(outlines.topology, outlines.topology.objects.areas);
	const { define, fill } = mapFill(polarity);
	const [[x0, y0], [x1, y1]] = outlines.box;
	const room = Math.min(width, 560),
		stretch = outlines.projection === 'mercator' ? 1.62 : 1;
	const different = symbols ? areas.features.filter(a => direction(figures[a.id] ?? {}) !== 'similar') : [];
	const mine = areas.features.filter(a => a.id === own);
	return label(
		Plot.plot({
			width: room,
			height: Math.round(room * Math.min(1.3, ((y1 - y0) / (x1 - x0)) * stretch)),
			margin: 4,
			style,
			projection: { type: outlines.projection, domain: areas },
			marks: [
				define,
				Plot.geo(areas.features, { fill: a => fill(figures[a.id]), stroke: '#8b94a1', strokeWidth: 0.5 }),
				Plot.dot(
					different,
					Plot.centroid({
						symbol: a => direction(figures[a.id]),
						r: 3.5,
						fill: colour.ink,
						stroke: '#ffffff',
						strokeWidth: 1,
					}),
				),
				Plot.geo(mine, { stroke: colour.ink, strokeWidth: 4 }),
				Plot.geo(mine, { stroke: colour.own, strokeWidth: 2 }),
				Plot.tip(
					areas.features,
					Plot.pointer(Plot.centroid({ fontSize: 14, title: a => title(a.id) ?? t('noFigure') })),
				),
			],
			// Fills are colours already.
			color: { type: 'identity' },
			symbol: symbolScale,
			r: { type: 'identity' },
		}),
		description,
	);
}
