// The browser, the site and its data, for all checks: browse.mjs SITE IMAGES.
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

export const [site, images] = process.argv.slice(2).map(path => resolve(path));
mkdirSync(images, { recursive: true });
export const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
	],
});
export const pages = {
	indicatoren: 'index.html',
	gemeente: 'gemeente.html',
	gemeenten: 'gemeenten.html',
	zorg: 'zorg.html',
	stadsdelen: 'stadsdelen.html',
	definities: 'definities.html',
};

// The data, for what a page should say.
const data = {};
globalThis.kansrijkData = (name, content) => {
	data[name] = content;
};
export const read = name => {
	if (!data[name]) new Function(readFileSync(join(site, `data/${name}.js`), 'utf8'))();
	return data[name];
};
export const core = read('core');
export const places = core.municipalities
	.filter(([code]) => !code.endsWith('?'))
	.map(([code, name, province, last, became]) => ({
		code,
		name,
		province: core.provinces[province],
		last,
		became,
	}));
export const lasting = places.filter(p => p.last === undefined);
export const { window: span, year } = core.about;
export const raw = (series, y) => series?.f[y - series.y];

// Of the municipalities, the figures of one definition over the windows.
export const definition = 'big2-24w-all';
const windows = lasting
	.map(p => ({
		...p,
		series: read(`years/${p.code.replace(/[^A-Za-z0-9]/g, '_')}`).figures[definition]?.totaal?.totaal?.[span],
	}))
	.filter(p => p.series);
const shown = p => p.series.f.filter(Array.isArray).length;
// Windows shown and hidden, the last one shown; all hidden; the largest.
export const mixed = [...windows]
	.map(p => ({
		...p,
		score: Math.min(p.series.f.length - shown(p), shown(p)) + (Array.isArray(p.series.f.at(-1)) ? 100 : 0),
	}))
	.sort((a, b) => b.score - a.score)[0];
export const small =
	windows.find(
		p =>
			raw(p.series, year) === 'hidden'
			&& Object.values(read(`municipality/${p.code}`).figures).every(
				b => !Array.isArray(raw(b.totaal?.totaal?.[span], year)),
			),
	) ?? windows.find(p => shown(p) === 0);
export const large = [...windows]
	.sort((a, b) => (raw(b.series, year)?.[1] ?? 0) - (raw(a.series, year)?.[1] ?? 0) || 0)
	.find(p => Array.isArray(raw(p.series, year)));
export const ended = places.find(p => p.last !== undefined && p.became?.length > 0);
// One of which the series begin anew within the last period, so that there is no figure of all of it.
export const young = lasting.find(p => read(`municipality/${p.code}`).since > year - span + 1);

export const trouble = [];
export async function open(url, { width = 1280, height = 900, context = browser, ...options } = {}) {
	const page = await context.newPage(
		context === browser ? { viewport: { width, height }, ...options } : undefined,
	);
	page.on('console', message => trouble.push(`${url}: ${message.type()} ${message.text()}`));
	page.on('pageerror', error => trouble.push(`${url}: ${error.message}`));
	page.on('request', request => {
		if (!/^(file|data|blob):/.test(request.url())) trouble.push(`${url}: asks for ${request.url()}`);
	});
	page.on('requestfailed', request => trouble.push(`${url}: cannot read ${request.url()}`));
	await page.goto(`file://${join(site, url)}`);
	await page.waitForSelector('main h1, body.embed main figure');
	await page.waitForTimeout(200);
	await page.waitForFunction(() => !document.querySelector('[aria-busy]'));
	return page;
}
export const text = (page, selector) => page.locator(selector).first().innerText();
export const overflow = page => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
export const hash = parameters => `#${new URLSearchParams(parameters)}`;
