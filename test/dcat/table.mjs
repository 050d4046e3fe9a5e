// table.mjs DIRECTORY: figures.csv read as figures.csv-metadata.json (CSV on the Web) says:
// header, number of fields, datatypes, the key, and every field that is filled.
import fs from 'node:fs';

const directory = process.argv[2];
const metadata = JSON.parse(fs.readFileSync(`${directory}/figures.csv-metadata.json`, 'utf8'));
const { delimiter, lineTerminators } = metadata.dialect;
const text = fs.readFileSync(`${directory}/${metadata.url}`, metadata.dialect.encoding).replace(/^\uFEFF/, '');
const errors = [];

const rows = [];
let row = [], field = '', quoted = false;
for (let i = 0; i < text.length; i++) {
	const c = text[i];
	if (quoted) {
		if (c !== '"') field += c;
		else if (text[i + 1] === '"') { field += '"'; i++; } else quoted = false;
	} else if (c === '"') quoted = true;
	else if (c === delimiter) { row.push(field); field = ''; }
	else if (lineTerminators.some(end => text.startsWith(end, i))) { row.push(field); rows.push(row); row = []; field = ''; i += lineTerminators[0].length - 1; }
	else field += c;
}
if (field !== '' || row.length > 0 || quoted) errors.push('the last line has no end');

const { columns, primaryKey } = metadata.tableSchema;
const titles = rows.shift();
if (titles.join() !== columns.map(column => column.titles).join()) errors.push(`header ${titles}`);
const types = { string: /^/, integer: /^\d+$/, gYear: /^\d{4}$/ };
const filled = {}, keys = new Set();
rows.forEach((fields, number) => {
	if (fields.length !== columns.length) errors.push(`line ${number + 2}: ${fields.length} fields`);
	columns.forEach((column, place) => {
		const value = fields[place];
		if (value === '') return;
		filled[column.name] = true;
		const base = column.datatype.base ?? column.datatype;
		const pattern = base === 'decimal' ? new RegExp(`^\\d+(${column.datatype.format.decimalChar === '.' ? '\\.' : ','}\\d+)?$`) : types[base];
		if (!pattern.test(value)) errors.push(`line ${number + 2}: ${column.name} ${value} is no ${base}`);
	});
	keys.add(primaryKey.map(name => fields[columns.findIndex(column => column.name === name)]).join('\u0000'));
});
if (keys.size !== rows.length) errors.push(`${rows.length - keys.size} rows have the key of another`);
for (const name of ['numerator', 'value', 'status', 'year', 'comparison', 'trend']) if (!filled[name]) errors.push(`${name} is empty everywhere`);
console.log([`${rows.length} rows, ${errors.length} errors`, ...errors.slice(0, 5)].join('\n'));
