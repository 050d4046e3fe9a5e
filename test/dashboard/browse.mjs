// browse.mjs SITE IMAGES: the site in headless Chromium, from files: every page in
// both languages and at several widths, with mouse and keyboard. Screenshots go to
// IMAGES.
import { mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { check, verdict } from './check.mjs';

const [site, images] = process.argv.slice(2).map(path => resolve(path));
mkdirSync(images, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const pages = { indicatoren: 'index.html', gemeente: 'gemeente.html', gemeenten: 'gemeenten.html', stadsdelen: 'stadsdelen.html', definities: 'definities.html' };

// The data, for what a page should say.
const data = {};
globalThis.kansrijkData = (name, content) => { data[name] = content; };
const read = name => { if (!data[name]) new Function(readFileSync(join(site, `data/${name}.js`), 'utf8'))(); return data[name]; };

// A municipality with windows shown and hidden, the last one shown.
const mortality = read('definition/perinatal-24w-7d').gemeente;
const span = Math.max(...Object.keys(mortality).map(Number));
const mixed = Object.entries(mortality[span]).filter(([code]) => !code.includes('?')).map(([code, { f }]) => {
	const hidden = f.filter(x => x === 'hidden').length;
	return { code, score: Math.min(hidden, f.length - hidden) - 2 * f.filter((x, i) => i > 0 && Array.isArray(x) !== Array.isArray(f[i - 1])).length / f.length + (Array.isArray(f.at(-1)) ? 3 : 0) };
}).sort((a, b) => b.score - a.score)[0].code;

const trouble = [];
async function open(url, { width = 1280, height = 900, ...options } = {}) {
	const page = await browser.newPage({ viewport: { width, height }, ...options });
	page.on('console', message => trouble.push(`${url}: ${message.type()} ${message.text()}`));
	page.on('pageerror', error => trouble.push(`${url}: ${error.message}`));
	page.on('request', request => { if (!/^(file|data):/.test(request.url())) trouble.push(`${url}: asks for ${request.url()}`); });
	page.on('requestfailed', request => trouble.push(`${url}: cannot read ${request.url()}`));
	await page.goto(`file://${join(site, url)}`);
	await page.waitForSelector('main h1');
	await page.waitForTimeout(150);
	return page;
}
const overflow = page => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
const text = (page, selector) => page.locator(selector).first().innerText();

// Every page, in both languages and at three widths.
for (const [name, file] of Object.entries(pages)) for (const language of ['nl', 'en']) {
	const hash = new URLSearchParams({ taal: language, ...(name === 'gemeente' ? { gemeente: mixed } : {}) });
	for (const width of [1280, 390, 360]) {
		const page = await open(`${file}#${hash}`, { width });
		const at = `${name}, ${language}, ${width} px`;
		check('the language of the page is said', await page.evaluate(() => document.documentElement.lang) === language, at);
		check('every page says that the data are synthetic', /synth/i.test(await text(page, '.synthetic')), at);
		check('a page is no wider than its window', await overflow(page) <= 0, `${at}: ${await overflow(page)} px too wide`);
		check('one main heading', await page.locator('h1').count() === 1, at);
		const charts = await page.locator('main .drawing svg').evaluateAll(list => list.filter(s => s.getAttribute('role') === 'img').map(s => s.getAttribute('aria-label')));
		check('every chart says in words what it shows', charts.every(label => label && label.length > 20) && (charts.length > 0 || name === 'definities'), at);
		check('every chart has its figures in a table on the page', await page.evaluate(() => [...document.querySelectorAll('figure.chart')].every(f => f.querySelector('table') || f.closest('main').querySelectorAll('table').length > 0)), at);
		// Letters that run out of their drawing, or into each other.
		const clipped = await page.evaluate(() => [...document.querySelectorAll('.drawing svg text')].filter(e => e.textContent.trim() && (e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)).map(e => e.textContent));
		check('no label leaves the window', clipped.length === 0, `${at}: ${clipped}`);
		const overlapping = await page.evaluate(() => [...document.querySelectorAll('.drawing svg')].flatMap(svg => {
			const boxes = [...svg.querySelectorAll('text')].filter(e => e.textContent.trim() && !e.closest('[data-mark=tip]')).map(e => ({ t: e.textContent, r: e.getBoundingClientRect() }));
			return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => a.r.left < b.r.right - 2 && b.r.left < a.r.right - 2 && a.r.top < b.r.bottom - 5 && b.r.top < a.r.bottom - 5).map(b => `${a.t} / ${b.t}`));
		}));
		check('no label covers another', overlapping.length === 0, `${at}: ${overlapping.slice(0, 5)}`);
		if ((language === 'nl') === (width === 1280) && width !== 360) {
			await page.evaluate(axe);
			const { violations } = await page.evaluate(() => window.axe.run({ preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
			check('axe finds nothing against WCAG 2.1 AA', violations.length === 0, `${at}: ${violations.map(v => `${v.id}: ${v.nodes.slice(0, 2).map(n => n.html.slice(0, 120))}`).join('; ')}`);
		}
		if (width !== 360 && language === 'nl' || width === 1280 && name === 'gemeente') {
			if (name === 'definities') await page.locator('.entry summary').nth(2).click();
			const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), width === 1280 ? 1500 : 1700);
			const path = join(images, `${name}${language === 'en' ? '-en' : ''}-${width}.png`);
			await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height } });
			check('a screenshot is small enough for a README', statSync(path).size < 300 * 1024, `${path}: ${statSync(path).size}`);
		}
		await page.close();
	}
}

// Language: by switch, remembered, with its own numbers.
{
	const page = await open('index.html');
	const dutch = await text(page, '.big strong');
	check('Dutch first, with a decimal comma', /^\d+,\d$/.test(dutch) && /indicatoren/.test(await text(page, 'h1')), dutch);
	await page.click('[data-language=en]');
	await page.waitForFunction(() => document.documentElement.lang === 'en');
	const english = await text(page, '.big strong');
	check('English by switch, with a decimal point', english === dutch.replace(',', '.') && /indicators/.test(await text(page, 'h1')), english);
	check('the switch says which is on', await page.getAttribute('[data-language=en]', 'aria-pressed') === 'true');
	check('fifteen tiles', await page.locator('.tile').count() === 15);
	check('each with a published figure beside it, or that there is none', await page.locator('.tile .published').count() === 15);
	await page.click('nav li:nth-child(3) a');
	await page.waitForSelector('main h1');
	check('the language goes along to the next page', await page.evaluate(() => document.documentElement.lang) === 'en');
	await page.close();
}

// One municipality: what is hidden is marked, and no line runs through it.
{
	const page = await open(`gemeente.html#gemeente=${mixed}`);
	const { f } = mortality[span][mixed];
	const shown = f.filter(Array.isArray).length, hidden = f.filter(x => x === 'hidden').length;
	const runs = f.filter((x, i) => Array.isArray(x) && !Array.isArray(f[i - 1])).length;
	const blocks = f.filter((x, i) => x === 'hidden' && f[i - 1] !== 'hidden').length;
	const chart = page.locator('figure.chart').nth(1);
	check('a dot for each shown window and none for hidden ones', await chart.locator('g[data-mark=dot] circle').count() === shown, await chart.locator('g[data-mark=dot] circle').count());
	check('the line is cut where a window is hidden', await chart.locator('g[data-mark=line]').nth(1).locator('path').count() === runs);
	check('each hidden stretch is hatched', await chart.locator('g[data-mark=rect] rect').count() === blocks);
	check('and called hidden', await chart.locator('svg text', { hasText: /^verborgen$/ }).count() === blocks);
	await chart.locator('summary').click();
	check('its table has a row for each window', await chart.locator('tbody tr').count() === f.length);
	check('and says hidden in each hidden one', await chart.locator('tbody tr', { hasText: 'verborgen' }).count() === hidden);
	check('without a digit beyond the country\'s', (await chart.locator('tbody tr', { hasText: 'verborgen' }).evaluateAll(rows => rows.every(r => [...r.cells].slice(1, -1).every(c => !/\d/.test(c.textContent))))));
	await page.close();
}
{
	// Sentences and bars of municipalities in which much is hidden.
	const codes = read('core').municipalities.map(([code]) => code).filter(code => !code.includes('?')).filter((_, i) => i % 40 === 7);
	for (const code of codes) {
		const page = await open(`gemeente.html#gemeente=${code}`);
		const { figures, words = {} } = read(`municipality/${code}`);
		const sentences = await page.locator('.statements li').evaluateAll(list => list.map(li => li.lastElementChild.textContent));
		check('a sentence tells a figure, or that it is hidden, and then no number', sentences.every(s => (/verborgen/.test(s) ? !/\d/.test(s) : /95%-interval/.test(s))), sentences);
		const year = read('core').about.year;
		const rows = page.locator('figure.chart').first();
		const expected = Object.entries(figures).filter(([id]) => read('core').definitions.some(d => d.id === id && d.family !== 'programme' && read('core').indicators[d.indicator].group !== 'quality'))
			.map(([, b]) => b.totaal.totaal[span]).map(s => s?.f[year - s.y]).filter(x => x === 'hidden').length;
		check('each hidden figure is a hatched row', await rows.locator('svg text', { hasText: /^verborgen$/ }).count() === expected, `${code}: ${await rows.locator('svg text', { hasText: /^verborgen$/ }).count()} of ${expected}`);
		check('words only where a figure is shown', Object.keys(words).every(id => Array.isArray(figures[id].totaal.totaal[words[id][0]].f[words[id][1] - figures[id].totaal.totaal[words[id][0]].y])), code);
		await page.close();
	}
}

// All municipalities: filter, sort, choose.
{
	const page = await open('gemeenten.html');
	const total = Number((await text(page, '.count')).match(/van ([\d.]+)/)[1].replace('.', ''));
	check('all municipalities are there', total > 340, total);
	await page.click('.more');
	check('on request in one table', await page.locator('table.municipalities tbody tr').count() === total);
	const column = async n => page.locator(`table.municipalities tbody tr td:nth-child(${n})`).allInnerTexts();
	const inOrder = (list, down) => {
		const hiddenFrom = list.indexOf('verborgen');
		const values = (hiddenFrom < 0 ? list : list.slice(0, hiddenFrom)).map(v => Number(v.replace(/[^\d,]/g, '').replace(',', '.')));
		return values.every((v, i) => i === 0 || (down ? v <= values[i - 1] : v >= values[i - 1])) && (hiddenFrom < 0 || list.slice(hiddenFrom).every(v => v === 'verborgen'));
	};
	check('highest first, hidden last', inOrder(await column(3), true));
	await page.locator('table.municipalities thead button').nth(2).click();
	check('the other way round by a click, hidden still last', inOrder(await column(3), false));
	check('the heading says so', await page.locator('table.municipalities thead th').nth(2).getAttribute('aria-sort') === 'ascending');
	await page.locator('table.municipalities thead button').nth(4).focus();
	await page.keyboard.press('Enter');
	check('and by the keyboard', inOrder(await column(6), true));
	await page.selectOption('#choose-provincie', 'Utrecht');
	check('a province by choice', new Set(await column(2)).size === 1 && (await column(2))[0] === 'Utrecht');
	await page.selectOption('#choose-toon', 'hidden');
	check('hidden ones alone', (await column(3)).every(v => v === 'verborgen'));
	await page.selectOption('#choose-provincie', '');
	await page.selectOption('#choose-toon', '');
	await page.fill('#search', 's01');
	check('a name by typing', (await page.locator('table.municipalities tbody th').allInnerTexts()).every(n => /S01/.test(n)) && await page.locator('table.municipalities tbody tr').count() >= 9);
	await page.fill('#search', '');
	await page.focus('#choose-indicator');
	await page.selectOption('#choose-indicator', 'perinatal-24w-7d');
	await page.waitForFunction(() => /Perinatale/.test(document.querySelector('.national').textContent));
	check('another indicator, and the keyboard stays where it was', await page.evaluate(() => document.activeElement.id) === 'choose-indicator');
	const { gemeente } = read('definition/perinatal-24w-7d');
	const year = read('core').about.year;
	const expected = Object.values(gemeente[span]).filter(s => Array.isArray(s.f[year - s.y])).length;
	check('a point in the funnel for each shown municipality and no other', await page.locator('figure.chart').first().locator('g[data-mark=dot] path, g[data-mark=dot] circle').count() === expected, expected);
	check('twelve provinces on the map', await page.locator('svg.map path[fill]').count() >= 12);
	await page.locator('table.municipalities tbody th a').first().click();
	await page.waitForSelector('.statements');
	check('a name leads to its municipality', /gemeente=S\d+/.test(page.url()), page.url());
	await page.close();
}

// Districts and definitions.
{
	const page = await open('stadsdelen.html');
	check('seven districts, the city and the country', await page.locator('main table').first().locator('tbody tr').count() === 9);
	await page.selectOption('#choose-periode', { index: 1 });
	await page.waitForTimeout(200);
	check('and the published table beside it', await page.locator('main table').nth(1).locator('tbody tr').count() === 7);
	await page.close();
	const definitions = await open('definities.html');
	await definitions.fill('#search', 'big2');
	const found = await definitions.locator('.entry').count();
	check('definitions are found by typing', found >= 1 && found < 10, found);
	await definitions.locator('.entry summary').first().focus();
	await definitions.keyboard.press('Enter');
	check('and opened by the keyboard', await definitions.locator('.entry[open] table').count() >= 1);
	await definitions.close();
}

// Keyboard: everything can be reached, and one sees where one is.
for (const file of Object.values(pages)) {
	const page = await open(file);
	await page.keyboard.press('Tab');
	check('the first stop skips to the content', await page.evaluate(() => document.activeElement.className) === 'skip');
	check('and is seen', await page.evaluate(() => document.activeElement.getBoundingClientRect().left >= 0));
	await page.keyboard.press('Enter');
	check('and works', await page.evaluate(() => document.activeElement.id) === 'content');
	await page.evaluate(() => { document.activeElement.blur(); window.scrollTo(0, 0); });
	const wanted = await page.evaluate(() => [...document.querySelectorAll('a[href], button, select, input, summary, [tabindex="0"]')].filter(e => e.checkVisibility()).length);
	const seen = new Set();
	for (let i = 0; i < wanted + 3; i++) {
		await page.keyboard.press('Tab');
		const at = await page.evaluate(() => {
			const e = document.activeElement;
			if (e === document.body) return null;
			e.dataset.stop ??= String(Math.random());
			const style = getComputedStyle(e);
			return { id: e.dataset.stop, outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, what: e.outerHTML.slice(0, 80) };
		});
		if (at === null) continue;
		if (!seen.has(at.id)) check('where the keyboard is can be seen', at.outline, `${file} ${at.what}`);
		seen.add(at.id);
	}
	check('all of it can be reached by Tab', seen.size >= wanted, `${file}: ${seen.size} of ${wanted}`);
	await page.close();
}

// Print, and no JavaScript.
{
	const page = await open(`gemeente.html#gemeente=${mixed}`);
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	check('tables are open on paper', await page.evaluate(() => [...document.querySelectorAll('figure.chart details')].every(d => d.open)));
	const paper = await page.pdf({ format: 'A4', printBackground: true });
	check('it prints', paper.length > 20000, paper.length);
	await page.emulateMedia({ media: 'print' });
	check('without its controls', await page.locator('.controls').first().isHidden() && await page.locator('.synthetic').isVisible());
	await page.close();
	const context = await browser.newContext({ javaScriptEnabled: false });
	const plain = await context.newPage();
	await plain.goto(`file://${join(site, 'index.html')}`);
	check('without JavaScript it says so, and that the data are synthetic', /JavaScript/.test(await plain.innerText('main')) && /Synthetisch/.test(await plain.innerText('.synthetic')));
	await context.close();
}
check('no console message, no error, no request to a network', trouble.length === 0, trouble.slice(0, 5));

// How fast, and how large.
const sizeOf = path => (statSync(path).isDirectory() ? readdirSync(path).reduce((sum, e) => sum + sizeOf(join(path, e)), 0) : statSync(path).size);
for (const [name, file] of Object.entries(pages)) {
	if (name === 'definities') continue;
	const times = [], bytes = [];
	for (let i = 0; i < 5; i++) {
		const context = await browser.newContext();
		const page = await context.newPage();
		let read = 0;
		page.on('request', r => { if (r.url().startsWith('file:')) read += statSync(new URL(r.url()).pathname).size; });
		await page.goto(`file://${join(site, file)}`);
		await page.waitForFunction(() => document.documentElement.dataset.firstChart);
		times.push(Number(await page.evaluate(() => document.documentElement.dataset.firstChart)));
		bytes.push(read);
		await context.close();
	}
	console.log(`${name}: first chart after ${times.sort((a, b) => a - b)[2]} ms (median of 5), ${Math.round(bytes[0] / 1024)} kB read`);
}
console.log(`the site: ${(sizeOf(site) / 2 ** 20).toFixed(1)} MB`);
await browser.close();
verdict('browser');
