// A table as a file for Excel as it is set up in the Netherlands: semicolons, decimal
// commas, a byte order mark. It has what is on the screen and no more; what is hidden
// is a word. Every row says what it is about and where it is from.
import { nodes } from './dom.js';
import { provenance } from './source-line.js';
import { t } from './state.js';
import { tableContent } from './table.js';

const textOf = content => {
	const holder = document.createElement('div');
	holder.append(...nodes(content));
	return holder.textContent;
};
// A text that a spreadsheet would take for a formula gets an apostrophe.
const field = value => {
	const text = String(value ?? '')
		.replace(/\u00a0/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	const safe = /^[=+@\t]/.test(text) || /^-(?![\d.,]+$)/.test(text) ? `'${text}` : text;
	return /[";\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
};

export function csv(element) {
	const { caption, columns, rows } = tableContent(element);
	const cells = columns.flatMap(c => c.csv ?? [{ label: c.label, of: row => textOf(c.cell(row)) }]);
	const source = provenance();
	const lines = [
		[t('subject'), ...cells.map(c => c.label), t('source')],
		...rows.map(row => [caption, ...cells.map(c => c.of(row)), source]),
	];
	return `\ufeff${lines.map(line => line.map(field).join(';')).join('\r\n')}\r\n`;
}
