// From an earlier period to a later one, area by area; where either is hidden it is hatched: no arrow, and the point
// that is shown.
import * as Plot from '@observablehq/plot';
import { hiddenRows, label, openDots, rowNames } from './common.js';
import { colour, hatch, style } from './marks.js';
import { number, withUnit } from '../format.js';
import { t } from '../state.js';

// Which of the two is hidden, where the other is shown.
function hiddenText({ before, after }, from, to) {
	const hidden = [
		[before, from],
		[after, to],
	].filter(([f]) => f.status === 'hidden');
	if (hidden.length === 0) return t('noFigure');
	return [before, after].some(f => f.status === 'publish') ? `${hidden[0][1]} ${t('hidden')}` : t('hidden');
}

export function changeChart(width, { rows, unit, from, to, description }) {
	const narrow = width < 620;
	const pattern = hatch();
	const both = rows.filter(r => r.before.status === 'publish' && r.after.status === 'publish'),
		rest = rows.filter(r => !both.includes(r));
	const at = key => rows.filter(r => r[key].status === 'publish');
	const top = Math.max(...at('before').map(r => r.before.value), ...at('after').map(r => r.after.value)) * 1.15;
	const dy = narrow ? 8 : 0;
	return label(
		Plot.plot({
			width,
			height: rows.length * (narrow ? 46 : 34) + 40,
			marginLeft: narrow ? 8 : 180,
			marginRight: (narrow ? 70 : 90) + (unit === '%' ? 0 : 55),
			marginTop: 6,
			marginBottom: 30,
			style,
			x: { domain: [0, top], label: null },
			y: { domain: rows.map(r => r.id), axis: null, padding: 0 },
			marks: [
				pattern.define,
				Plot.gridX({ stroke: colour.grid, strokeOpacity: 1, ticks: 5 }),
				Plot.axisX({
					ticks: 5,
					tickFormat: v => `${number(v, top < 4 ? 1 : 0)}${unit === '%' ? '%' : ''}`,
					label: null,
					tickSize: 0,
				}),
				hiddenRows(rest, top, pattern.fill, {
					insetTop: narrow ? 24 : 8,
					insetBottom: narrow ? 4 : 8,
					dy: narrow ? 9 : 0,
					text: r => hiddenText(r, from, to),
					// Away from the point that is shown.
					atEnd: r => [r.before, r.after].some(f => f.status === 'publish' && f.value < top / 2),
				}),
				Plot.arrow(both, {
					x1: r => r.before.value,
					x2: r => r.after.value,
					y1: 'id',
					y2: 'id',
					stroke: colour.area,
					strokeWidth: 2,
					headLength: 9,
					insetEnd: 6,
					dy,
				}),
				openDots(at('before'), { x: r => r.before.value, dy }),
				Plot.dot(at('after'), { x: r => r.after.value, y: 'id', r: 5.5, fill: colour.area, dy }),
				Plot.text(at('after'), {
					y: 'id',
					frameAnchor: 'right',
					text: r => withUnit(r.after, unit),
					textAnchor: 'start',
					dx: 10,
					dy,
				}),
				rowNames(rows, narrow),
			],
		}),
		description,
	);
}
