// browse.mjs SITE IMAGES: the site in headless Chromium, from files: every page in
// both languages and at several widths, with mouse and keyboard, and what one takes
// along. Screenshots go to IMAGES. CHECKS="marks take" runs those only.
import { readdirSync } from 'node:fs';
import { browser, trouble } from './browser.mjs';
import { check, verdict } from './check.mjs';

const wanted = process.env.CHECKS?.split(' ');
for (const file of readdirSync(new URL('checks', import.meta.url)).sort()) {
	if (wanted && !wanted.includes(file.replace('.mjs', ''))) continue;
	try {
		await (await import(`./checks/${file}`)).default();
	} catch (error) {
		check(`${file} runs to its end`, false, error.stack);
	}
}
check(
	'no console message, no error, no request to a network',
	trouble.length === 0,
	trouble.slice(0, 5).join('\n'),
);
await browser.close();
verdict('browser');
