// What one takes along: files, pictures, links; and that no file of them says more
// than the page.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	browser,
	core,
	hash,
	images,
	lasting,
	large,
	mixed,
	open,
	read,
	small,
	span,
	text,
	year,
} from '../browser.mjs';
import { check } from '../check.mjs';

const folder = join(images, 'downloads');
mkdirSync(folder, { recursive: true });

async function download(page, action) {
	const [file] = await Promise.all([page.waitForEvent('download'), action()]);
	const path = join(folder, file.suggestedFilename());
	await file.saveAs(path);
	return path;
}
// Every "take along" of a page, opened.
const openAll = page =>
	page.evaluate(() =>
		document.querySelectorAll('details').forEach(d => {
			d.open = true;
		}),
	);
const rowsOf = text2 =>
	text2
		.replace(/^\ufeff/, '')
		.trimEnd()
		.split('\r\n')
		.map(line =>
			[...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(m =>
				m[1] === undefined ? m[2] : m[1].replace(/""/g, '"'),
			),
		);

// The figures that may be on the page, as a spreadsheet has them.
const printed = (f, digits) => f.toFixed(digits).replace('.', ',');
const shownAs = ([, , value]) => printed(value, value !== 0 && value < 0.95 ? 2 : 1);

async function spreadsheets() {
	const { gemeente } = read(`definition/big2-24w-all/${span}.${year}`);
	const page = await open(`gemeenten.html${hash({ gemeente: large.code })}`, { acceptDownloads: true });
	await openAll(page);
	// A province with figures of both kinds.
	const of = province => lasting.filter(p => p.province === province).map(p => gemeente[p.code]);
	const province = core.provinces.find(name => of(name).some(Array.isArray) && of(name).includes('hidden'));
	await page.selectOption('#choose-provincie', province);
	await openAll(page);
	const table = page.locator('table.municipalities');
	const onScreen = Number((await text(page, '.count')).match(/^\d+/)[0]);
	const path = await download(page, () =>
		table.locator('xpath=../..').locator('.take button', { hasText: 'CSV' }).last().click(),
	);
	const bytes = readFileSync(path),
		content = bytes.toString('utf8');
	check(
		'a file for Excel begins with its mark and has semicolons',
		bytes[0] === 0xef
			&& bytes[1] === 0xbb
			&& bytes[2] === 0xbf
			&& content.includes(';')
			&& content.includes('\r\n'),
	);
	const [head, ...rows] = rowsOf(content);
	check('one row for each municipality on the screen', rows.length === onScreen, `${rows.length} of ${onScreen}`);
	check(
		'every row has every column',
		rows.every(r => r.length === head.length),
		head,
	);
	const column = name => head.indexOf(name);
	const value = `Waarde (${core.definitions.find(d => d.id === 'big2-24w-all').unit.replace('1000', '1.000')})`;
	const byName = new Map(lasting.map(p => [p.name, gemeente[p.code]]));
	const wrong = rows.filter(r => {
		const f = byName.get(r[column('Gemeente')]);
		return Array.isArray(f)
			? r[column(value)] !== shownAs(f)
					|| r[column('Teller')] !== String(f[0])
					|| r[column('Noemer')] !== String(f[1])
			: [value, '95%-ondergrens', '95%-bovengrens', 'Teller', 'Noemer', 'Ten opzichte van Nederland'].some(
					name => r[column(name)] !== 'verborgen',
				);
	});
	check(
		'values with a decimal comma, as on the screen; hidden ones as the word',
		rows.some(r => /^\d+,\d$/.test(r[column(value)]))
			&& rows.some(r => r[column(value)] === 'verborgen')
			&& wrong.length === 0,
		wrong.slice(0, 2),
	);
	check(
		'each row says what it is about and that it is synthetic',
		rows.every(r => r[0].includes('2') && /synthetische gegevens/.test(r.at(-1))),
	);
	await page.close();
}

async function everyFile() {
	// All that can be taken of pages with much hidden, at which no file may have a digit
	// in a row that is hidden, beyond other areas' figures.
	let files = 0;
	for (const [file, choices] of [
		['gemeente.html', { gemeente: small.code }],
		['gemeente.html', { gemeente: mixed.code }],
		['gemeenten.html', { gemeente: large.code }],
		['zorg.html', {}],
		['stadsdelen.html', {}],
		['index.html', {}],
	]) {
		const page = await open(`${file}${hash(choices)}`, { acceptDownloads: true });
		await page.waitForTimeout(500);
		await openAll(page);
		for (const more of await page.locator('main .part .more').all())
			if ((await more.isVisible()) && /alle/.test(await more.innerText())) await more.click();
		const all = await page.evaluate(() => {
			const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT),
				list = [];
			while (walker.nextNode()) list.push(walker.currentNode.data);
			return list.join(' ');
		});
		const texts = new Set(all.match(/\d[\d.,]*/g).map(n => n.replace(/\.(?=\d{3})/g, '').replace(/[.,]$/, '')));
		const buttons = page.locator('.take button', { hasText: /^(CSV|SVG|PNG)/ });
		for (let i = 0; i < (await buttons.count()); i++) {
			const name = await buttons.nth(i).innerText();
			const path = await download(page, () => buttons.nth(i).click());
			files++;
			const at = `${file} ${path.split('/').at(-1)}`;
			const content = readFileSync(path);
			if (name.startsWith('CSV')) {
				const [head, ...rows] = rowsOf(content.toString('utf8'));
				check('a file has rows', rows.length > 0 && rows.every(r => r.length === head.length), at);
				// No number in the file that is not on the page.
				const numbers = rows
					.flatMap(r => r.slice(1, -1))
					.flatMap(cell => (/^-?\d+(,\d+)?$/.test(cell) ? [cell] : []))
					.filter(n => !texts.has(n.replace('-', '')) && !n.includes('-'));
				check(
					'every number in a file is one on the page',
					numbers.length === 0,
					`${at}: ${[...new Set(numbers)].slice(0, 5)}`,
				);
				const leaking = rows.filter(r => {
					const own = head
						.map((h, k) => [h, r[k]])
						.filter(([h]) => /^(Waarde|Teller|Noemer|95%)/.test(h));
					return own.some(([, v]) => v === 'verborgen') && own.some(([, v]) => /\d/.test(v));
				});
				check(
					'a row that is hidden has no number of its own',
					leaking.length === 0,
					`${at}: ${leaking[0]}`,
				);
			} else if (name === 'SVG') {
				const svg = content.toString('utf8');
				check(
					'a picture has its title, its legend and its source',
					/<svg/.test(svg) && /synthetische gegevens/.test(svg),
					at,
				);
				writeFileSync(join(folder, 'parse.svg'), svg);
				const parsed = await page.evaluate(code => {
					const d = new DOMParser().parseFromString(code, 'image/svg+xml');
					return (
						!d.querySelector('parsererror')
						&& [...d.querySelectorAll('text, title')].map(e => e.textContent).join('\n')
					);
				}, svg);
				check('it is whole', parsed !== false && parsed.length > 20, at);
				check(
					'no text in it that the page has not',
					typeof parsed === 'string' && !/undefined|NaN/.test(parsed),
					at,
				);
			} else {
				check(
					'a picture of points',
					content.subarray(1, 4).toString() === 'PNG'
						&& content.length > 5000
						&& content.readUInt32BE(16) > 600,
					`${at}: ${content.length}`,
				);
			}
		}
		await page.close();
	}
	check('there was something to take along', files > 20, files);
	console.log(`took ${files} files along`);
}

async function links() {
	const context = await browser
		.newContext({ viewport: { width: 1280, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] })
		.catch(() => browser.newContext({ viewport: { width: 1280, height: 900 } }));
	const page = await open(`gemeente.html${hash({ gemeente: mixed.code, indicator: 'big2-24w-all' })}`, {
		context,
	});
	const take = page.locator('#figuur-jaren .take');
	await take.locator('summary').click();
	await take.locator('button', { hasText: 'Link' }).click();
	const address = await take.locator('textarea').inputValue();
	check(
		'a link has all choices, and the language',
		['taal=nl', `gemeente=${mixed.code}`, 'indicator=big2-24w-all'].every(c => address.includes(c)),
		address,
	);
	await take.locator('button', { hasText: 'sluiten' }).click();
	const code = await take.locator('textarea').inputValue();
	check(
		'a piece of HTML shows the chart elsewhere',
		/^<iframe src="file:[^"]+figuur=jaren[^"]*" title="[^"]+"/.test(code),
		code,
	);
	await page.goto(address);
	await page.waitForSelector('#figuur-jaren svg');
	check('the link gives the page back', (await text(page, 'h1')) === mixed.name);
	await context.close();
}

async function paper() {
	for (const [name, place] of [
		['groot', large],
		['klein', small],
	])
		for (const language of ['nl', 'en']) {
			const page = await open(`gemeente.html${hash({ gemeente: place.code, taal: language })}`);
			await page.evaluate(() => {
				window.print = () => {
					window.printed = true;
				};
			});
			await page.locator('.sheet-button button').click();
			check(
				'a button prints one sheet',
				await page.evaluate(() => window.printed === true && document.body.classList.contains('one-sheet')),
			);
			const path = join(folder, `blad-${name}-${language}.pdf`);
			const pdf = await page.pdf({ path, format: 'A4', printBackground: true });
			const count = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
			check('which is one sheet', count === 1, `${name} ${language}: ${count} pages`);
			let words = null;
			try {
				words = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
			} catch {
				console.log('# SKIP pdftotext is not installed (poppler-utils): the text of the sheet');
			}
			if (words !== null) {
				check(
					'about the municipality, synthetic, with what hidden means',
					words.includes(place.name) && /[Ss]ynthe/.test(words) && /(verborgen|hidden)/i.test(words),
					words.slice(0, 200),
				);
				const { groups = [] } = read(`municipality/${place.code}`);
				if (place === small)
					check(
						'where all is hidden, with its group and who is in it',
						groups
							.filter(g => Object.values(g.figures).some(Array.isArray))
							.every(
								g =>
									/(Groep van|Group of) \d+/.test(words)
									&& g.places.every(code =>
										words
											.replace(/\s+/g, ' ')
											.includes(lasting.find(p => p.code === code)?.name ?? ''),
									),
							),
						words.slice(0, 400),
					);
				check(
					'without technical terms in its sentences',
					!/significant|p <|Poisson|Wilson|95%/.test(words),
				);
			}
			await page.evaluate(() => dispatchEvent(new Event('afterprint')));
			check(
				'and the page is as it was',
				await page.evaluate(() => !document.body.classList.contains('one-sheet')),
			);
			await page.close();
		}
	const page = await open(`gemeente.html${hash({ gemeente: mixed.code })}`);
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	check(
		'tables are open on paper',
		await page.evaluate(() =>
			[...document.querySelectorAll('figure.chart details.figures')].every(d => d.open),
		),
	);
	const all = await page.pdf({ format: 'A4', printBackground: true, path: join(folder, 'gemeente.pdf') });
	check('it prints', all.length > 20000, all.length);
	await page.emulateMedia({ media: 'print' });
	check(
		'without its controls',
		(await page.locator('.controls').first().isHidden())
			&& (await page.locator('.synthetic').isVisible())
			&& (await page.locator('.take').first().isHidden()),
	);
	await page.close();
}

export default async function () {
	for (const part of [spreadsheets, everyFile, links, paper]) await part();
}
