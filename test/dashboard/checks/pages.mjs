// Every page, in both languages and at three widths.
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
	browser,
	ended,
	hash,
	images,
	large,
	mixed,
	open,
	overflow,
	site,
	small,
	text,
	young,
} from '../browser.mjs';
import { check } from '../check.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// A page with the municipality that it is about; the name of its screenshot.
const views = [
	['indicatoren', 'index.html', {}],
	['gemeente', 'gemeente.html', { gemeente: mixed.code }],
	['gemeente-klein', 'gemeente.html', { gemeente: small.code }],
	['gemeente-groot', 'gemeente.html', { gemeente: large.code }],
	ended && ['gemeente-opgeheven', 'gemeente.html', { gemeente: ended.code }],
	young && ['gemeente-vernieuwd', 'gemeente.html', { gemeente: young.code }],
	['gemeenten', 'gemeenten.html', { gemeente: large.code }],
	['zorg', 'zorg.html', {}],
	['stadsdelen', 'stadsdelen.html', {}],
	['definities', 'definities.html', {}],
].filter(Boolean);

export default async function () {
	for (const [name, file, choices] of views)
		for (const language of ['nl', 'en'])
			for (const width of name === 'gemeente-groot' ? [1280, 768, 390, 360] : [1280, 390, 360]) {
				const page = await open(`${file}${hash({ taal: language, ...choices })}`, { width });
				await page.waitForTimeout(name === 'gemeenten' ? 500 : 0);
				const at = `${name}, ${language}, ${width} px`;
				check(
					'the language of the page is said',
					(await page.evaluate(() => document.documentElement.lang)) === language,
					at,
				);
				check(
					'every page says that the data are synthetic',
					/synth/i.test(await text(page, '.synthetic')),
					at,
				);
				check(
					'a page is no wider than its window',
					(await overflow(page)) <= 0,
					`${at}: ${await overflow(page)} px too wide`,
				);
				check('one main heading', (await page.locator('h1').count()) === 1, at);
				const charts = await page
					.locator('main .drawing svg')
					.evaluateAll(list =>
						list.filter(s => s.getAttribute('role') === 'img').map(s => s.getAttribute('aria-label')),
					);
				check(
					'every chart says in words what it shows',
					charts.every(label => label && label.length > 20)
						&& (charts.length > 0 || /definities|klein|opgeheven/.test(name)),
					at,
				);
				check(
					'every chart has its figures in a table on the page',
					await page.evaluate(() =>
						[...document.querySelectorAll('figure.chart')].every(
							f => f.querySelector('table') || f.closest('main').querySelectorAll('table').length > 0,
						),
					),
					at,
				);
				// Letters that run out of their drawing, or into each other.
				const clipped = await page.evaluate(() =>
					[...document.querySelectorAll('.drawing svg text')]
						.filter(
							e =>
								e.textContent.trim()
								&& (e.getBoundingClientRect().right > innerWidth + 1
									|| e.getBoundingClientRect().left < -1),
						)
						.map(e => e.textContent),
				);
				check('no label leaves the window', clipped.length === 0, `${at}: ${clipped}`);
				const short = await page
					.locator('.drawing svg text')
					.evaluateAll(list => list.map(e => e.textContent).filter(s => s.includes('…')));
				check('and none is cut short', short.length === 0, `${at}: ${short}`);
				const overlapping = await page.evaluate(() =>
					[...document.querySelectorAll('.drawing svg')].flatMap(svg => {
						const boxes = [...svg.querySelectorAll('text')]
							.filter(e => e.textContent.trim() && !e.closest('[data-mark=tip]'))
							.map(e => ({ t: e.textContent, r: e.getBoundingClientRect() }));
						return boxes.flatMap((a, i) =>
							boxes
								.slice(i + 1)
								.filter(
									b =>
										a.r.left < b.r.right - 2
										&& b.r.left < a.r.right - 2
										&& a.r.top < b.r.bottom - 5
										&& b.r.top < a.r.bottom - 5,
								)
								.map(b => `${a.t} / ${b.t}`),
						);
					}),
				);
				check('no label covers another', overlapping.length === 0, `${at}: ${overlapping.slice(0, 5)}`);
				check(
					'nothing unfinished is on the page',
					!/undefined|NaN|\[object/.test(await text(page, 'main')),
					at,
				);
				check(
					'a number has a minus, not a hyphen',
					!/(^|[\s(])-\d/.test((await text(page, 'main')).replace(/[+(]-?\d+,\d %\)?/g, '')),
					at,
				);
				if (width !== 360) {
					await page.evaluate(axe);
					const { violations } = await page.evaluate(() =>
						window.axe.run({
							preload: false,
							runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
						}),
					);
					check(
						'axe finds nothing against WCAG 2.1 AA',
						violations.length === 0,
						`${at}: ${violations.map(v => `${v.id}: ${v.nodes.slice(0, 2).map(n => n.html.slice(0, 160))}`).join('; ')}`,
					);
				}
				if (width === 1280 || width === 390) {
					if (name === 'definities') await page.locator('.entry summary').nth(2).click();
					const height = Math.min(
						await page.evaluate(() => document.documentElement.scrollHeight),
						width === 1280 ? 1500 : 1700,
					);
					const path = join(images, `${name}${language === 'en' ? '-en' : ''}-${width}.png`);
					await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height } });
					check(
						'a screenshot is small enough for a README',
						statSync(path).size < 300 * 1024,
						`${path}: ${statSync(path).size}`,
					);
				}
				await page.close();
			}

	// Language: by switch, remembered, with its own numbers.
	const page = await open('index.html');
	const dutch = await text(page, '.big strong');
	check(
		'Dutch first, with a decimal comma',
		/^\d+,\d$/.test(dutch) && /indicatoren/.test(await text(page, 'h1')),
		dutch,
	);
	await page.click('[data-language=en]');
	await page.waitForFunction(() => document.documentElement.lang === 'en');
	const english = await text(page, '.big strong');
	check(
		'English by switch, with a decimal point',
		english === dutch.replace(',', '.') && /indicators/.test(await text(page, 'h1')),
		english,
	);
	check(
		'the switch says which is on',
		(await page.getAttribute('[data-language=en]', 'aria-pressed')) === 'true',
	);
	check('fifteen tiles', (await page.locator('.tile').count()) === 15);
	check(
		'each with a published figure beside it, or that there is none',
		(await page.locator('.tile .published').count()) === 15,
	);
	check('each with its definition and whose data it is', (await page.locator('.tile .origin a').count()) === 15);
	check(
		'complete counts have no interval',
		await page
			.locator('.tile .detail')
			.first()
			.innerText()
			.then(s => !/interval/.test(s)),
	);
	await page.click('nav li:nth-child(3) a');
	await page.waitForSelector('main h1');
	check(
		'the language goes along to the next page',
		(await page.evaluate(() => document.documentElement.lang)) === 'en',
	);
	await page.close();

	const context = await browser.newContext({ javaScriptEnabled: false });
	const plain = await context.newPage();
	await plain.goto(`file://${join(site, 'index.html')}`);
	check(
		'without JavaScript it says so, and that the data are synthetic',
		/JavaScript/.test(await plain.innerText('main')) && /Synthetisch/.test(await plain.innerText('.synthetic')),
	);
	await context.close();
}
