// pictures.mjs SITE FOLDER [NAME...]: the pictures of README.md and the dashboard's, of a site made by
// examples/dashboard/build (FOLDER is doc/images); those named, or all.
import { join } from 'node:path';
import { browser, ended, hash, images, large, open, small } from './browser.mjs';

const one = (place, choices = {}) => `gemeente.html${hash({ gemeente: place.code, ...choices })}`;
const mine = hash({ gemeente: large.code });
const asSheet = page => page.evaluate(() => document.body.classList.add('one-sheet'));
const withoutColour = page =>
	page.evaluate(() => {
		document.documentElement.style.filter = 'grayscale(1)';
	});

// Of a page: from its top so far down, or a part of it.
const pictures = {
	'gemeenten-1280': { url: `gemeenten.html${mine}`, height: 1215 },
	'gemeente-groot-1280': { url: one(large), height: 2100 },
	'gemeente-klein-390': { url: one(small), width: 390, height: 1700 },
	'gemeente-opgeheven-390': { url: ended && one(ended), width: 390, height: 900 },
	'stadsdelen-en-1280': { url: `stadsdelen.html${hash({ taal: 'en' })}`, height: 1480 },
	kaart: {
		url: `gemeenten.html${hash({ gemeente: large.code, indicator: 'risk-factors-1-or-more' })}`,
		part: '.maps',
	},
	wijken: { url: one(large, { indicator: 'risk-factors-1-or-more' }), part: '.maps' },
	'trechter-zonder-kleur': {
		url: `gemeenten.html${hash({ gemeente: large.code, indicator: 'risk-factors-1-or-more' })}`,
		part: '#figuur-trechter',
		change: withoutColour,
	},
	blad: { url: one(large), width: 794, part: '.sheet', media: 'print', change: asSheet },
};

const wanted = process.argv.slice(4);
for (const [name, { url, width = 1280, height, part, media, change }] of Object.entries(pictures)) {
	if (!url || (wanted.length > 0 && !wanted.includes(name))) continue;
	const page = await open(url, { width });
	await page.waitForTimeout(500);
	if (media) await page.emulateMedia({ media });
	await change?.(page);
	const path = join(images, `${name}.png`);
	if (part && !(await page.locator(part).count())) console.log(`${name}: the site has no ${part}`);
	else if (part) await page.locator(part).screenshot({ path });
	else await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height } });
	await page.close();
}
await browser.close();
