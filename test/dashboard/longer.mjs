// longer.mjs EXPORT YEARS: what export.sql gave, with so many years up to the last one and nothing hidden: as large as
// a site can be, to measure how soon it shows a chart (CHECKS=speed browse.mjs). Figures are those of other years; a
// hidden one is made up.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const [file, count] = process.argv.slice(2);
// By kind, where in a line the number of years and the year are.
const places = { figure: [5, 6], note: [2, 3], words: [4, 5], break: [4, 5], funnel: [2, 3] };
const series = new Map();
const madeUp = [12, 345, 34.783, 20.123, 52.345, 0, 0];

for await (const text of createInterface({ input: createReadStream(file) })) {
	const line = JSON.parse(text),
		place = places[line[0]];
	if (line.at(-1) === 'hidden') line[line.length - 1] = madeUp;
	if (!place) {
		console.log(JSON.stringify(line));
		continue;
	}
	const key = JSON.stringify(line.slice(0, line[0] === 'figure' ? 9 : place[1]).toSpliced(place[1], 1));
	if (!series.has(key)) series.set(key, []);
	series.get(key).push(line);
}
const lines = [];
for (const rows of series.values()) {
	const [spanAt, yearAt] = places[rows[0][0]];
	const span = rows[0][spanAt],
		known = new Map(rows.map(row => [row[yearAt], row])),
		last = Math.max(...known.keys());
	// What there is of one year only stays so.
	const first = rows.length === 1 ? last : last - count + span;
	for (let year = first; year <= last; year++)
		lines.push((known.get(year) ?? rows[year % rows.length]).with(yearAt, year));
}
for (const line of lines.sort((a, b) => a[places[a[0]][1]] - b[places[b[0]][1]])) console.log(JSON.stringify(line));
