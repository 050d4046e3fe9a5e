// What one may take along of a chart or table: a file, a picture, a link with all
// choices, a piece of HTML that shows the chart on another site.
import { csv } from './csv.js';
import { h } from './dom.js';
import { picture, png, svgText } from './picture.js';
import { provenance } from './source-line.js';
import { t } from './state.js';
import { tableContent } from './table.js';

function save(name, content) {
	const address = URL.createObjectURL(content);
	h('a', { href: address, download: name }).click();
	setTimeout(() => URL.revokeObjectURL(address), 10000);
}
const fileName = (title, type) =>
	`${title
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.toLowerCase()
		.slice(0, 80)}.${type}`;
const escaped = text => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

function address(figure) {
	const url = new URL(location.href);
	const parameters = new URLSearchParams(url.hash.slice(1));
	parameters.set('taal', document.documentElement.lang);
	if (figure) parameters.set('figuur', figure);
	url.hash = parameters;
	return url.href;
}

// What is copied is shown too: not every browser lets a file write to the clipboard.
async function copy(text, told, field) {
	field.value = text;
	field.hidden = false;
	field.select();
	const copied =
		(await navigator.clipboard?.writeText(text).then(
			() => true,
			() => false,
		)) ?? document.execCommand('copy');
	told.textContent = t(copied ? 'copied' : 'copyYourself');
}

// figure() gives what chart() made, table is one of table(); without an id there is nothing to embed.
export function take({ id, title, figure, table }) {
	const told = h('span', { role: 'status', class: 'muted' });
	const field = h('textarea', { readonly: true, rows: 3, hidden: true, 'aria-label': t('copyText') });
	const drawn = () => picture(figure(), title, provenance());
	const button = (text, action) => h('button', { type: 'button', onclick: action }, text);
	return h(
		'details',
		{ class: 'take' },
		h('summary', {}, t('takeAlong')),
		h(
			'div',
			{ class: 'buttons' },
			table
				&& button(t('takeCsv'), () =>
					save(fileName(title, 'csv'), new Blob([csv(table)], { type: 'text/csv;charset=utf-8' })),
				),
			figure && [
				button('SVG', () =>
					save(fileName(title, 'svg'), new Blob([svgText(drawn())], { type: 'image/svg+xml' })),
				),
				button('PNG', async () => {
					try {
						save(fileName(title, 'png'), await png(drawn()));
					} catch {
						told.textContent = t('noPng');
					}
				}),
			],
			button(t('copyLink'), () => copy(address(), told, field)),
			figure
				&& id
				&& button(t('copyEmbed'), () =>
					copy(
						`<iframe src="${escaped(address(id))}" title="${escaped(title)}" width="100%" height="640" `
							+ 'style="border:0" loading="lazy"></iframe>',
						told,
						field,
					),
				),
			told,
		),
		field,
	);
}

export const takeTable = list => take({ title: tableContent(list).caption, table: list });
