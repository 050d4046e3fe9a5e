// How fast, and how large: from the beginning of the page to the first chart, and what
// was read until then.
import { readdirSync, statSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { browser, hash, large, pages, site } from '../browser.mjs';
import { check } from '../check.mjs';

const sizeOf = path =>
	statSync(path).isDirectory()
		? readdirSync(path).reduce((sum, e) => sum + sizeOf(join(path, e)), 0)
		: statSync(path).size;

export default async function () {
	for (const [name, file] of Object.entries(pages)) {
		if (name === 'definities') continue;
		const times = [],
			work = [],
			bytes = [],
			whole = [];
		for (let i = 0; i < 5; i++) {
			const context = await browser.newContext();
			const page = await context.newPage();
			const asked = [];
			page.on('request', r => {
				if (r.url().startsWith('file:'))
					asked.push({
						at: Date.now(),
						size: statSync(decodeURIComponent(new URL(r.url()).pathname)).size,
					});
			});
			const client = await context.newCDPSession(page);
			await client.send('Performance.enable', { timeDomain: 'threadTicks' });
			await page.goto(
				`file://${join(site, file)}${name === 'gemeente' ? hash({ gemeente: large.code }) : ''}`,
			);
			await page.waitForFunction(() => document.documentElement.dataset.firstChart);
			times.push(Number(await page.evaluate(() => document.documentElement.dataset.firstChart)));
			const { metrics } = await client.send('Performance.getMetrics');
			work.push(Math.round(1000 * metrics.find(m => m.name === 'TaskDuration').value));
			await page.waitForTimeout(700);
			// What was asked for before that chart, and in all.
			const moment = (await page.evaluate(() => performance.timeOrigin)) + times.at(-1);
			bytes.push(asked.filter(r => r.at <= moment).reduce((sum, r) => sum + r.size, 0));
			whole.push(asked.reduce((sum, r) => sum + r.size, 0));
			await context.close();
		}
		const [median, cpu] = [times, work].map(list => list.sort((a, b) => a - b)[2]);
		console.log(
			`${name}: first chart after ${median} ms, ${cpu} ms of it CPU (medians of 5), `
				+ `${Math.round(Math.max(...bytes) / 1024)} kB read by then, ${Math.round(whole[0] / 1024)} kB in all`,
		);
		// Others' work is not the site's: on a busy machine its own is judged.
		const busy = loadavg()[0] > 1.5 * availableParallelism();
		check(
			`the first chart within a second${busy ? ' of CPU' : ''}`,
			(busy ? cpu : median) < 1000,
			`${name}: ${median} ms, CPU ${cpu} ms`,
		);
		check('from no more than 300 kB', Math.max(...bytes) <= 300 * 1024, `${name}: ${Math.max(...bytes)}`);
	}
	console.log(`the site: ${(sizeOf(site) / 2 ** 20).toFixed(1)} MB`);
}
