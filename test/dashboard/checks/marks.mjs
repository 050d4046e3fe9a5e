// What is drawn: direction by shape, judgement by colour, and what is hidden.
import {
	browser,
	core,
	definition,
	hash,
	large,
	lasting,
	mixed,
	open,
	raw,
	read,
	small,
	span,
	text,
	year,
} from '../browser.mjs';
import { check } from '../check.mjs';

// Of a path "M0,-6L..Z": whether its one outermost point is above or below the others.
const pointing = d => {
	const ys = [...d.matchAll(/-?[\d.e]+,(-?[\d.e]+)/g)].map(m => Number(m[1]));
	if (/A/i.test(d) || ys.length !== 3) return 'round';
	const high = Math.min(...ys),
		low = Math.max(...ys);
	return ys.filter(y => Math.abs(y - high) < 0.01).length === 1
		&& ys.filter(y => Math.abs(y - low) < 0.01).length === 2
		? 'up'
		: ys.filter(y => Math.abs(y - low) < 0.01).length === 1
			? 'down'
			: 'round';
};
const shapeOf = { '-1': 'down', 0: 'round', 1: 'up' };
const colours = { favourable: '#00669e', unfavourable: '#b84500', neutral: '#7a3b8f', similar: '#5c5c5c' };
const judged = (c, polarity) =>
	c === 0 || c === null
		? 'similar'
		: polarity === 'neutral'
			? 'neutral'
			: (c === 1) === (polarity === 'higher')
				? 'favourable'
				: 'unfavourable';

async function funnel() {
	const seen = new Set();
	// Some definitions of which lower, higher and neither is favourable.
	for (const polarity of ['lower', 'higher', 'neutral'])
		for (const d of core.definitions
			.filter(
				e =>
					e.periods?.[span]
					&& e.periods[span][0] <= year
					&& e.periods[span][1] >= year
					&& core.indicators[e.indicator].polarity === polarity,
			)
			.slice(0, 6)) {
			const at = read(`definition/${d.id}/${span}.${year}`);
			if (!at.limits) continue;
			const shown = lasting.filter(p => Array.isArray(at.gemeente[p.code]));
			const page = await open(`gemeenten.html${hash({ indicator: d.id, gemeente: 'none' })}`);
			const points = await page
				.locator('#figuur-trechter g[data-mark=dot]')
				.first()
				.locator('path')
				.evaluateAll(list => list.map(p => ({ d: p.getAttribute('d'), fill: p.getAttribute('fill') })));
			check(
				'a point in the funnel for each shown municipality and no other',
				points.length === shown.length,
				`${d.id}: ${points.length} of ${shown.length}`,
			);
			const count = list =>
				Object.entries(list.reduce((c, k) => ({ ...c, [k]: (c[k] ?? 0) + 1 }), {}))
					.sort()
					.join();
			const expected = shown.map(p => {
				const c = at.gemeente[p.code][5];
				return `${shapeOf[c ?? 0]} ${colours[judged(c, polarity)]}`;
			});
			const drawn = points.map(p => `${pointing(p.d)} ${p.fill}`);
			check(
				'higher points up, lower points down; colour says whether that is favourable',
				count(drawn) === count(expected),
				`${d.id}: ${count(drawn)} / ${count(expected)}`,
			);
			drawn.forEach(k => seen.add(k.split(' ')[0]));
			const legend = await page
				.locator('#figuur-trechter .legend path')
				.evaluateAll(list => list.map(p => p.getAttribute('d')));
			check(
				'the legend points the same way: higher first, then lower',
				pointing(legend[0]) === 'up' && pointing(legend[1]) === 'down',
				legend.map(pointing),
			);
			const words = { lower: ['ongunstig', 'gunstig'], higher: ['gunstig', 'ongunstig'] }[polarity];
			const said = await page.locator('#figuur-trechter .legend li').allInnerTexts();
			check(
				'and says what is favourable',
				words
					? said[0] === `hoger (${words[0]})` && said[1] === `lager (${words[1]})`
					: said[0] === 'hoger' && said[1] === 'lager',
				said,
			);
			// The table beside it says the same of each.
			await page
				.locator('table.municipalities + .more')
				.click()
				.catch(() => {});
			const rows = await page
				.locator('table.municipalities tbody tr')
				.evaluateAll(list =>
					list.map(r => [r.cells[0].querySelector('a').hash, r.cells[6]?.innerText ?? '']),
				);
			const wrong = rows.filter(([address, words2]) => {
				const f = at.gemeente[new URLSearchParams(address.slice(1)).get('gemeente')];
				return Array.isArray(f)
					? !words2.startsWith(
							{ '-1': 'lager', 0: 'niet aantoonbaar', 1: 'hoger' }[f[5]] ?? 'niet te vergelijken',
						)
					: words2 !== 'verborgen';
			});
			check(
				'funnel and table agree on each municipality',
				rows.length > 0 && wrong.length === 0,
				`${d.id}: ${wrong.slice(0, 3)}`,
			);
			await page.close();
		}
	check('all three shapes were met', seen.size === 3, [...seen]);
}

// Beside the country, each indicator of a municipality: on a large one and on others of which some differ.
async function compared() {
	const seen = new Set();
	for (const place of [large, mixed, ...lasting.filter((_, i) => i % 40 === 3)]) {
		const { figures } = read(`municipality/${place.code}`),
			{ country } = read('reference');
		const expected = core.definitions
			.filter(d => d.local && d.family !== 'programme' && core.indicators[d.indicator].group !== 'quality')
			.map(d => [d, raw(figures[d.id]?.totaal?.totaal?.[span], year)])
			.filter(([d, f]) => Array.isArray(f) && Array.isArray(country[d.id]) && country[d.id][2] > 0)
			.map(
				([d, f]) => `${shapeOf[f[5] ?? 0]} ${colours[judged(f[5], core.indicators[d.indicator].polarity)]}`,
			)
			.sort();
		if (expected.length === 0) continue;
		const page = await open(`gemeente.html${hash({ gemeente: place.code })}`);
		const drawn = (
			await page
				.locator('#figuur-vergelijking g[data-mark=dot] path')
				.evaluateAll(list =>
					list.map(p => [
						p.getAttribute('d'),
						p.getAttribute('fill') ?? p.parentNode.getAttribute('fill'),
					]),
				)
		)
			.map(([d, fill]) => `${pointing(d)} ${fill}`)
			.sort();
		check(
			'beside the country as well: higher points up, lower down, in the colour of what is favourable',
			drawn.join() === expected.join(),
			`${place.code}: ${drawn} / ${expected}`,
		);
		expected.forEach(e => seen.add(e.split(' ')[0]));
		const legend = await page
			.locator('#figuur-vergelijking .legend li')
			.evaluateAll(list => list.map(li => [li.innerText, li.querySelector('path')?.getAttribute('d')]));
		check(
			'and in its legend',
			legend.every(
				([said, d]) =>
					pointing(d) === (/^hoger/.test(said) ? 'up' : /^lager/.test(said) ? 'down' : 'round'),
			),
			legend,
		);
		await page.close();
	}
	check('a municipality above the country was met', seen.has('up'), [...seen]);
}

// One municipality: what is hidden is marked, and no line runs through it.
async function windows() {
	const page = await open(`gemeente.html${hash({ gemeente: mixed.code, indicator: 'big2-24w-all' })}`);
	const { f } = mixed.series;
	const shown = f.filter(Array.isArray).length,
		hidden = f.filter(x => x === 'hidden').length;
	const runs = f.filter((x, i) => Array.isArray(x) && !Array.isArray(f[i - 1])).length;
	const blocks = f.filter((x, i) => x === 'hidden' && f[i - 1] !== 'hidden').length;
	const chart = page.locator('#figuur-jaren');
	check(
		'a dot for each shown window and none for hidden ones',
		(await chart.locator('g[data-mark=dot] circle').count()) === shown,
		await chart.locator('g[data-mark=dot] circle').count(),
	);
	check(
		'the line is cut where a window is hidden',
		(await chart.locator('g[data-mark=line]').nth(1).locator('path').count()) === runs,
	);
	check('each hidden stretch is hatched', (await chart.locator('g[data-mark=rect] rect').count()) === blocks);
	check('and called hidden', (await chart.locator('svg text', { hasText: /^verborgen$/ }).count()) === blocks);
	await chart.locator('details.figures > summary').click();
	check('its table has a row for each window', (await chart.locator('tbody tr').count()) === f.length);
	check(
		'and says hidden in each hidden one',
		(await chart.locator('tbody tr', { hasText: 'verborgen' }).count()) === hidden,
	);
	check(
		"without a digit beyond the country's",
		await chart
			.locator('tbody tr', { hasText: 'verborgen' })
			.evaluateAll(rows => rows.every(r => [...r.cells].slice(1, -1).every(c => !/\d/.test(c.textContent)))),
	);
	await page.close();
}

const dutch = (x, digits) =>
	x.toLocaleString('nl-NL', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const digits = f => (f[2] !== 0 && f[2] < 0.95 ? 2 : 1);
const printed = (f, d, { withInterval = false } = {}) =>
	Array.isArray(f)
		? `${dutch(f[2], digits(f))}${d.unit === '%' ? '%' : ' per\u00a01.000'}`
			+ (withInterval ? ` (${dutch(f[3], digits(f))}–${dutch(f[4], digits(f))})` : '')
		: f === 'hidden'
			? 'verborgen'
			: f === 'empty'
				? 'geen'
				: 'geen cijfer';
const seen = { long: 0, groups: 0, deducible: 0, parts: 0 };

// Beside a hidden figure: ten years, its group, and what follows, as the data have it.
async function beside({ hidden, heads, cells, content, page, province }) {
	const { long = {}, groups = [], deducible = {} } = content;
	const tenYears = heads.indexOf(`${year - core.about.longWindow + 1}–${year}`),
		follows = heads.indexOf('Wat eruit volgt'),
		rows = page.locator('.folded tbody tr');
	const ofProvince = d => Array.isArray(read(`province/${province.replace(/[^A-Za-z0-9]/g, '_')}`).figures[d.id]);
	// The count of the province, or of the country where that of the province is hidden.
	const whole = d =>
		[read(`province/${province.replace(/[^A-Za-z0-9]/g, '_')}`).figures, read('reference').country]
			.map(figures => figures[d.id])
			.find(Array.isArray)?.[0];
	for (const [i, [d]] of hidden.map((row, n) => [n, row])) {
		const row = cells.find(c => c[0] === d.name[0] || c[0] === core.indicators[d.indicator].name[0]);
		if (!check('each hidden figure has its row', row !== undefined, `${d.id} ${i}`)) continue;
		if (tenYears > 0) {
			check(
				'ten years beside what five years hide',
				row[tenYears].startsWith(printed(long[d.id], d)),
				`${d.id}: ${row[tenYears]} / ${long[d.id]}`,
			);
			if (Array.isArray(long[d.id])) seen.long++;
		} else check('or no column of them', long[d.id] === undefined, d.id);
		groups.forEach((g, k) => {
			check(
				'the figure of its group',
				row[heads.findIndex(h => h === `Groep van ${g.places.length} gemeenten`) + k]
					=== printed(g.figures[d.id], d, { withInterval: true }),
				`${d.id}: ${row} / ${g.figures[d.id]}`,
			);
			if (Array.isArray(g.figures[d.id])) seen.groups++;
		});
		// No more than the longer period has, or its group.
		const wider = [long[d.id], ...groups.map(g => g.figures[d.id])].filter(Array.isArray).map(([n]) => n),
			most = Math.min(deducible[d.id]?.[1] ?? Infinity, ...wider),
			range = deducible[d.id] && [deducible[d.id][0], most === Infinity ? null : most];
		const says = range && range[1] !== null && !(range[0] === 0 && range[1] >= (whole(d) ?? Infinity));
		if (says && whole(d) !== undefined)
			check(
				'of how many, and where',
				row[follows].includes(` van de ${dutch(whole(d), 0)} in ${ofProvince(d) ? province : 'Nederland'}`),
				`${d.id}: ${row[follows]}`,
			);
		if (follows > 0)
			check(
				'what follows is said where it says something',
				says
					? row[follows].includes(dutch(range[1], 0))
							&& (range[0] === 0 || row[follows].includes(dutch(range[0], 0)))
					: row[follows] === (range ? 'niets' : ''),
				`${d.id}: ${row[follows]} / ${range}`,
			);
		if (says && whole(d) > 0) {
			seen.deducible++;
			const widths = await rows
				.nth(cells.indexOf(row))
				.locator('svg.range rect')
				.evaluateAll(list => list.map(r => Number(r.getAttribute('width'))));
			check(
				'as a bar that is so much of the whole',
				Math.abs(widths[1] / widths[0] - Math.max(range[1] - range[0], whole(d) / 60) / whole(d)) < 0.01,
				`${d.id}: ${widths} / ${range} of ${whole(d)}`,
			);
		}
	}
	const summary = page.locator('.folded > summary');
	if (hidden.length === 0) return;
	const open = () => page.locator('.folded').evaluate(d => d.open),
		was = await open();
	await summary.focus();
	await page.keyboard.press('Enter');
	check('the line opens and closes by key', (await open()) === !was);
}

// What a definition is broken down in: of the municipality, and of its group.
function partsOf(code, d) {
	const { figures, groups: [group] = [] } = read(`years/${code}`);
	return Object.entries(figures[d.id] ?? {})
		.filter(([breakdown]) => breakdown !== 'totaal')
		.flatMap(([breakdown, categories]) =>
			Object.keys(categories)
				.filter(category => category !== 'onbekend')
				.map(category => ({
					own: raw(categories[category][span], year),
					ofGroup: group?.parts[d.id]?.[breakdown]?.[category],
				})),
		)
		.filter(p => p.own === 'hidden' || Array.isArray(p.own));
}
const withPartsOfGroup = code =>
	core.definitions.find(d => partsOf(code, d).some(p => p.own === 'hidden' && Array.isArray(p.ofGroup)));

// Broken down: beside what is hidden of a municipality, its group, where that has a figure.
async function besideParts(code) {
	const d = withPartsOfGroup(code);
	if (!d) return;
	seen.parts++;
	const page = await open(`gemeente.html${hash({ gemeente: code, indicator: d.id })}`);
	const table = page
		.locator('h3:has-text("Uitgesplitst") ~ div table, h3:has-text("Uitgesplitst") ~ table')
		.first();
	const heads = await table.locator('thead th').allTextContents(),
		cells = await table
			.locator('tbody tr')
			.evaluateAll(rows => rows.map(r => [...r.cells].map(c => c.textContent)));
	const expected = partsOf(code, d).filter(p => Array.isArray(p.own) || Array.isArray(p.ofGroup));
	const at = heads.findIndex(h => /^Groep van \d+ gemeenten/.test(h));
	check(
		'what is hidden of its parts has that of its group beside it',
		at > 0
			&& JSON.stringify(cells.map(c => [c[1], c[at]]).sort())
				=== JSON.stringify(
					expected.map(p => [printed(p.own, d), printed(p.ofGroup, d, { withInterval: true })]).sort(),
				),
		`${code} ${d.id}: ${JSON.stringify(cells)} / ${JSON.stringify(expected)}`,
	);
	await page.close();
}

// For whom five years hide: longer windows of all municipalities, and those of its size by them.
async function longer() {
	const { longWindow } = core.about;
	if (!longWindow) return console.log('# SKIP longer windows: the publication has none');
	const period = `${longWindow}.${year}`,
		words = `${year - longWindow + 1}–${year}`;
	const page = await open(`gemeenten.html${hash({ gemeente: small.code })}`);
	check(
		'the page begins with the shorter windows',
		(await page.locator('#choose-periode').inputValue()) === `${span}.${year}`,
	);
	check(
		'what is hidden of the own municipality is said above the charts',
		(await text(page, '.national')).endsWith(`${small.name}: verborgen.`),
		await text(page, '.national'),
	);
	const hiddenIn = (p, d) => {
		const { figures, long = {} } = read(`municipality/${p.code}`);
		return raw(figures[d.id]?.totaal?.totaal?.[span], year) === 'hidden' && Array.isArray(long[d.id]);
	};
	const found = lasting
		.flatMap(p => core.definitions.filter(d => d.periods?.[longWindow] && hiddenIn(p, d)).map(d => [p, d]))
		.at(0);
	if (!check('a municipality has a figure of longer windows alone', found !== undefined)) return;
	const [place, d] = found;
	await page.goto(page.url().replace(/#.*/, hash({ indicator: d.id, gemeente: place.code })));
	await page.reload();
	await page.selectOption('#choose-periode', period);
	await page.waitForFunction(p => document.querySelector('.national')?.textContent.includes(p), words);
	const { gemeente, limits } = read(`definition/${d.id}/${period}`),
		shown = lasting.filter(p => Array.isArray(gemeente[p.code]));
	check(
		'longer windows show its figure, with its comparison',
		(await text(page, '.national')).includes(printed(gemeente[place.code], d))
			&& /(hoger|lager|niet aantoonbaar anders|\)\.$)/.test(await text(page, '.national')),
		await text(page, '.national'),
	);
	if (limits)
		check(
			'and a funnel of all',
			(await page.locator('#figuur-trechter g[data-mark=dot]').first().locator('path').count())
				=== shown.length,
			d.id,
		);
	await page.selectOption('#choose-toon', 'shown');
	if (await page.locator('table.municipalities + .more').isVisible())
		await page.locator('table.municipalities + .more').click();
	check(
		'and a table of them',
		(await page.locator('table.municipalities tbody tr').count()) === shown.length,
		shown.length,
	);
	await page.goto(
		page.url().replace(/gemeenten\.html.*/, `gemeente.html${hash({ indicator: d.id, gemeente: place.code })}`),
	);
	await page.waitForFunction(
		w => document.querySelector('table.municipalities caption')?.textContent.includes(w),
		words,
	);
	check(
		'those of its size are found by them',
		(await page.locator('table.municipalities tr.own').count()) === 1
			&& (await page.locator('table.municipalities tbody tr').count()) === Math.min(11, shown.length),
	);
	await page.close();
	// Without a choice a page begins with what can be seen.
	const first = await open(`gemeente.html${hash({ gemeente: small.code })}`);
	const chosen = await first.locator('#choose-indicator').inputValue(),
		{ long = {}, groups = [] } = read(`municipality/${small.code}`);
	const seenOf = id => Array.isArray(long[id]) || groups.some(g => Array.isArray(g.figures[id]));
	check(
		'a municipality of which all is hidden begins with what is known of it',
		seenOf(chosen) || !core.definitions.some(e => seenOf(e.id)),
		chosen,
	);
	await first.close();
}

// Where a series begins anew a line stands, and none runs through it: the data with a break put in.
async function breaks() {
	const broken = year - 1,
		file = `years/${large.code.replace(/[^A-Za-z0-9]/g, '_')}`;
	const content = structuredClone(read(file));
	const { f } = large.series,
		before = f.findLastIndex((x, i) => i + large.series.y < broken && Array.isArray(x));
	if (!check('a municipality has windows around a break', before >= 0 && Array.isArray(f.at(-1)))) return;
	for (const y of [broken, year]) ((content.breaks ??= {})[definition] ??= {})[y] = broken;
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	await context.route(`**/data/${file}.js`, route =>
		route.fulfill({
			contentType: 'text/javascript',
			body: `kansrijkData(${JSON.stringify(file)},${JSON.stringify(content)})`,
		}),
	);
	const page = await open(`gemeente.html${hash({ gemeente: large.code, indicator: definition })}`, { context });
	const chart = page.locator('#figuur-jaren'),
		runs = f.filter(
			(x, i) => Array.isArray(x) && (!Array.isArray(f[i - 1]) || i + large.series.y === broken),
		).length;
	check(
		'the line is cut at a break',
		(await chart.locator('g[data-mark=line]').nth(1).locator('path').count()) === runs,
		runs,
	);
	check(
		'and its legend says that years before do not compare',
		(await chart.locator('.legend').innerText()).includes(`niet vergelijkbaar met jaren voor ${broken}`),
		await chart.locator('.legend').innerText(),
	);
	const upright = await chart
		.locator('g[data-mark=rule] line')
		.evaluateAll(
			lines =>
				lines.filter(
					l =>
						(l.getAttribute('stroke-dasharray') ?? l.parentNode.getAttribute('stroke-dasharray'))
						=== '2 3',
				).length,
		);
	check('with a line of its own where it is', upright === 1, upright);
	await context.close();
}

// Sentences and rows of municipalities in which much is hidden.
async function municipalities() {
	const personal = core.definitions.filter(
		d => d.local && d.family !== 'programme' && core.indicators[d.indicator].group !== 'quality',
	);
	for (const { code } of [small, ...lasting.filter((_, i) => i % 60 === 7)]) {
		const page = await open(`gemeente.html${hash({ gemeente: code })}`);
		const { figures, words = {} } = read(`municipality/${code}`);
		const sentences = await page
			.locator('.statements li')
			.evaluateAll(list => list.map(li => li.lastElementChild.textContent));
		check(
			'a sentence tells a figure, or that it is hidden and what province and country have',
			sentences.every(s =>
				/verborgen/.test(s)
					? !/95%/.test(s.replace(/ Over \d{4}–\d{4} samen is er wel een cijfer: .+$/, ''))
						&& /^Dit cijfer is verborgen\.( |$)/.test(s)
						&& /Nederland: \d/.test(s)
					: /95%-interval/.test(s),
			),
			sentences,
		);
		const now = personal
			.map(d => [d, raw(figures[d.id]?.totaal?.totaal?.[span], year)])
			.filter(([, x]) => x !== undefined && x !== null);
		const hidden = now.filter(([, x]) => !Array.isArray(x)),
			shown = now.filter(([, x]) => Array.isArray(x));
		check(
			'what is hidden is one line that counts it',
			hidden.length === 0
				|| (await page.locator('.folded > summary').innerText())
					.trim()
					.startsWith(`Verborgen: ${hidden.length} van de ${now.length} `),
			`${code}: ${hidden.length}`,
		);
		check('with a row for each behind it', (await page.locator('.folded tbody tr').count()) === hidden.length);
		const heads = await page.locator('.folded thead th').allTextContents(),
			cells = await page
				.locator('.folded tbody tr')
				.evaluateAll(rows => rows.map(r => [...r.cells].map(c => (c.querySelector('a') ?? c).textContent)));
		const at = label => heads.findIndex(h => h.startsWith(label)),
			{ province } = lasting.find(p => p.code === code);
		check(
			'in which the municipality has a word, province and country their figure',
			cells.every(c => c[1] === 'verborgen' || c[1] === 'geen'),
			cells.slice(0, 3),
		);
		const around = read(`province/${province.replace(/[^A-Za-z0-9]/g, '_')}`).figures;
		check(
			'the province is shown where its figure is',
			cells.filter(c => /\d/.test(c[at(province)])).length
				=== hidden.filter(([d]) => Array.isArray(around[d.id])).length,
			code,
		);
		check('and the country', hidden.length === 0 || cells.some(c => /\d/.test(c[at('Nederland')])), code);
		await beside({ hidden, heads, cells, content: read(`municipality/${code}`), page, province });
		check(
			'the chart has the shown ones',
			shown.length === 0
				|| (await page.locator('#figuur-vergelijking g[data-mark=dot] path').count()) >= shown.length - 2,
			`${code}: ${shown.length}`,
		);
		check(
			'words only where a figure is shown',
			Object.keys(words).every(id =>
				Array.isArray(raw(figures[id].totaal.totaal[words[id][0]], words[id][1])),
			),
			code,
		);
		await page.close();
		await besideParts(code);
	}
	const has = part =>
		lasting.some(({ code }) =>
			part === 'parts'
				? withPartsOfGroup(code)
				: Object.keys(read(`municipality/${code}`)[part] ?? {}).length > 0,
		);
	for (const part of Object.keys(seen))
		check(`${part} were seen where the publication has them`, seen[part] > 0 || !has(part), seen);
}

async function map() {
	const page = await open(`gemeenten.html${hash({ gemeente: large.code, indicator: 'big2-24w-all' })}`);
	await page.waitForSelector('#figuur-provincies svg');
	const { gemeente, provincie } = read(`definition/big2-24w-all/${span}.${year}`);
	const fills = { similar: '#eef0f3', favourable: '#8fc1e0', unfavourable: '#e08a4f' };
	const provinces = await page
		.locator('svg.map path[data-area]')
		.evaluateAll(list => list.map(p => [p.dataset.area, p.getAttribute('fill')]));
	check('twelve provinces on the map', provinces.length === 12, provinces.length);
	check(
		'coloured by comparison: none that does not differ has a shade of its own',
		provinces.every(([p, fill]) =>
			Array.isArray(provincie[p])
				? fill === fills[judged(provincie[p][5], 'lower')]
				: /^url|#ffffff/.test(fill),
		),
		provinces,
	);
	check('with the value as its label', (await page.locator('svg.map text').allInnerTexts()).length === 12);
	const areas = await page
		.locator('#figuur-kaart g[data-mark=geo]')
		.first()
		.locator('path')
		.evaluateAll(list => list.map(p => p.getAttribute('fill')));
	check('every municipality on the map', areas.length === lasting.length, `${areas.length} of ${lasting.length}`);
	const expected = { unfavourable: 0, favourable: 0, hatched: 0 };
	for (const p of lasting) {
		const f = gemeente[p.code];
		if (f === 'hidden') expected.hatched++;
		else if (Array.isArray(f) && f[5]) expected[judged(f[5], 'lower')]++;
	}
	check(
		'coloured by comparison, hidden ones hatched',
		areas.filter(f => f === fills.unfavourable).length === expected.unfavourable
			&& areas.filter(f => f === fills.favourable).length === expected.favourable
			&& areas.filter(f => f?.startsWith('url')).length === expected.hatched,
		`${JSON.stringify(expected)} ${areas.filter(f => f?.startsWith('url')).length}`,
	);
	check(
		'the own municipality has an edge',
		(await page.locator('#figuur-kaart g[data-mark=geo]').nth(2).locator('path').getAttribute('d')) !== null,
	);
	await page.locator('#figuur-kaart .drawing').focus();
	await page.keyboard.press('Home');
	check(
		'and each can be reached by key',
		(await page.locator('#figuur-kaart > [role=status]').textContent()).length > 5,
	);
	await page.close();
}

// What a municipality consists of: its wijken and postal codes, of the municipality of which most are shown.
async function within() {
	const definition = core.definitions.find(d => d.id === 'risk-factors-1-or-more'),
		side = core.indicators[definition.indicator].polarity;
	const shownIn = p =>
		Object.values(read(`within/${p.code}`))
			.flatMap(of => Object.values(of.figures?.[definition.id] ?? {}))
			.filter(Array.isArray).length;
	const places = lasting.filter(p => read(`municipality/${p.code}`).within);
	if (places.length === 0)
		return console.log('# SKIP maps within a municipality: the publication has no wijken (WITHIN=1)');
	const place = places.sort((a, b) => shownIn(b) - shownIn(a))[0];
	const page = await open(`gemeente.html${hash({ gemeente: place.code, indicator: definition.id })}`),
		content = read(`within/${place.code}`);
	for (const [kind, id] of [
		['wijk', 'wijken'],
		['pc4', 'postcodes'],
	].filter(([name]) => content[name])) {
		const { places: areas, figures } = content[kind],
			of = figures[definition.id],
			chart = page.locator(`#figuur-${id}`);
		if (!Object.values(of).some(Array.isArray)) {
			check('all hidden is a sentence and no map', (await chart.count()) === 0, kind);
			continue;
		}
		await chart.locator('svg[role=img]').waitFor();
		const fills = await chart
			.locator('g[data-mark=geo]')
			.first()
			.locator('path')
			.evaluateAll(list => list.map(p => p.getAttribute('fill')));
		check(
			'each of its areas is on the map',
			fills.length === areas.length,
			`${kind}: ${fills.length} of ${areas.length}`,
		);
		const states = areas.map(([code]) => of[code]),
			count = wanted => states.filter(wanted).length;
		check(
			'hidden ones are hatched',
			fills.filter(f => f.startsWith('url')).length === count(f => f === 'hidden'),
			kind,
		);
		for (const [judgement, fill] of [
			['favourable', '#8fc1e0'],
			['unfavourable', '#e08a4f'],
			['similar', '#eef0f3'],
		])
			check(
				`coloured by comparison: ${judgement}`,
				fills.filter(f => f === fill).length
					=== count(f => Array.isArray(f) && judged(f[5], side) === judgement),
				kind,
			);
		await chart.locator('details.figures > summary').click();
		if (await chart.locator('.more').first().isVisible()) await chart.locator('.more').first().click();
		check(
			'and in its table, hidden as the word',
			(await chart.locator('tbody tr').count()) === count(f => f !== undefined && f !== 'empty')
				&& (await chart.locator('tbody tr', { hasText: 'verborgen' }).count())
					=== count(f => f === 'hidden'),
			kind,
		);
		await chart.locator('.drawing').focus();
		await page.keyboard.press('Home');
		check(
			'and each can be reached by key',
			(await chart.locator(':scope > [role=status]').textContent()).length > 5,
			kind,
		);
	}
	await page.close();
}

// All municipalities: filter, sort, choose.
async function list() {
	const page = await open(`gemeenten.html${hash({ gemeente: large.code })}`);
	const total = Number((await text(page, '.count')).match(/van ([\d.]+)/)[1].replace('.', ''));
	const { gemeente } = read(`definition/big2-24w-all/${span}.${year}`);
	check(
		'all municipalities are there, and what is unknown is none',
		total === lasting.filter(p => gemeente[p.code] !== undefined && gemeente[p.code] !== 'empty').length,
		total,
	);
	const column = async n => page.locator(`table.municipalities tbody tr td:nth-child(${n})`).allInnerTexts();
	const names = await page.locator('table.municipalities tbody th').allInnerTexts();
	check(
		'by name, no league table',
		names.every((n, i) => i === 0 || n.localeCompare(names[i - 1], 'nl', { numeric: true }) >= 0),
		names.slice(0, 3),
	);
	await page.click('table.municipalities + .more');
	check('on request in one table', (await page.locator('table.municipalities tbody tr').count()) === total);
	check(
		'the own one is marked',
		(await page.locator('table.municipalities tr.own th').innerText()) === large.name,
	);
	const inOrder = (rows, down) => {
		const hiddenFrom = rows.indexOf('verborgen');
		const values = (hiddenFrom < 0 ? rows : rows.slice(0, hiddenFrom)).map(v =>
			Number(v.replace(/[^\d,]/g, '').replace(',', '.')),
		);
		return (
			values.every((v, i) => i === 0 || (down ? v <= values[i - 1] : v >= values[i - 1]))
			&& (hiddenFrom < 0 || rows.slice(hiddenFrom).every(v => v === 'verborgen'))
		);
	};
	const head = name => page.locator('table.municipalities thead button', { hasText: name });
	await head('Waarde').click();
	check('highest first by a click, hidden last', inOrder(await column(3), true));
	await head('Waarde').click();
	check('the other way round by another, hidden still last', inOrder(await column(3), false));
	check(
		'the heading says so',
		(await page.locator('table.municipalities thead th').nth(2).getAttribute('aria-sort')) === 'ascending',
	);
	check('and the address', page.url().includes('sorteer=2.op'), page.url());
	await head('Noemer').focus();
	await page.keyboard.press('Enter');
	check('and by the keyboard', inOrder(await column(6), true));
	await page.reload();
	await page.waitForSelector('table.municipalities');
	check('a link keeps the order', inOrder(await column(6), true));
	await page.selectOption('#choose-provincie', 'Utrecht');
	check('a province by choice', new Set(await column(2)).size === 1 && (await column(2))[0] === 'Utrecht');
	await page.selectOption('#choose-toon', 'hidden');
	check(
		'hidden ones alone',
		(await column(3)).every(v => v === 'verborgen'),
	);
	await page.selectOption('#choose-provincie', '');
	await page.selectOption('#choose-toon', 'peers');
	check(
		'ten of its size and itself, or all that are shown',
		(await page.locator('table.municipalities tbody tr').count())
			=== Math.min(11, lasting.filter(p => Array.isArray(gemeente[p.code])).length),
	);
	await page.selectOption('#choose-toon', '');
	await page.fill('#search', 's01');
	check(
		'a name by typing',
		(await page.locator('table.municipalities tbody th').allInnerTexts()).every(n => /S01/.test(n))
			&& (await page.locator('table.municipalities tbody tr').count()) >= 5,
	);
	await page.fill('#search', '');
	await page.selectOption('#choose-indicator', 'coalition-2020');
	await page.waitForFunction(() => /coalitie/.test(document.querySelector('.national').textContent));
	const answers = await column(3);
	check(
		'of one municipality an answer, and no share with an interval',
		answers.every(a => ['ja', 'nee', 'verborgen', 'geen', 'geen cijfer'].includes(a))
			&& !/%/.test(await text(page, 'table.municipalities')),
		answers.slice(0, 3),
	);
	const first = await page.locator('table.municipalities tbody th a').first().innerText();
	await page.locator('table.municipalities tbody th a').first().click();
	await page.waitForFunction(name => document.querySelector('h1')?.textContent === name, first);
	check('a name leads to its municipality', /gemeente.html#.*gemeente=\w+/.test(page.url()), page.url());
	await page.close();
}

// Districts and definitions.
async function others() {
	const page = await open('stadsdelen.html');
	check(
		'seven districts, the city and the country',
		(await page.locator('main table').first().locator('tbody tr').count()) === 9,
	);
	await page.selectOption('#choose-periode', { index: 1 });
	await page.waitForTimeout(500);
	check(
		'and the published table beside it',
		(await page.locator('main h2', { hasText: 'Gepubliceerd' }).locator('xpath=..').locator('tbody tr').count())
			=== 7,
	);
	const [window, at] = (await page.locator('#choose-periode').inputValue()).split('.'),
		figures = Object.fromEntries(
			core.definitions
				.filter(d => d.districts && /^risk-factors/.test(d.id))
				.map(d => [d.id, read(`districts/${d.id}/${window}`).figures[d.id]]),
		);
	const shownAt = (id, code) => Array.isArray(raw(figures[id]?.[window]?.[code], at));
	const expected = Object.keys(figures)
		.filter(id => /^risk-factors/.test(id) && shownAt(id, 'NL'))
		.flatMap(id =>
			Object.keys(figures[id][window] ?? {}).filter(
				code => code !== 'NL' && !code.includes('?') && shownAt(id, code),
			),
		).length;
	const points = await page
		.locator('#figuur-oververtegenwoordiging g[data-mark=dot] circle')
		.evaluateAll(list => list.map(c => ['x', 'y'].map(k => Math.round(c.getBoundingClientRect()[k]))));
	check(
		'over-representation, district by district',
		points.length === expected,
		`${points.length} of ${expected}`,
	);
	check('no point covers another', new Set(points.map(String)).size === expected, points);
	check(
		'each with its interval, beside the line of the country',
		(await page.locator('#figuur-oververtegenwoordiging g[data-mark=rule] line').count()) === expected + 1,
	);
	// The change: where one of the two is hidden, which.
	const change = page.locator('figure[id^=figuur-verandering]').first();
	await change.locator('details.figures > summary').click();
	const [, from, to] = (await change.locator('thead th').allInnerTexts()).map(s =>
			s.replace(/^\d\d(\d\d)–\d\d(\d\d)$/, '’$1–’$2'),
		),
		pairs = await change
			.locator('tbody tr')
			.evaluateAll(rows => rows.map(r => [r.cells[1].innerText, r.cells[2].innerText]));
	const said = pairs.flatMap(([before, after]) =>
		before === 'verborgen'
			? [/\d/.test(after) ? `${from} verborgen` : 'verborgen']
			: after === 'verborgen'
				? [`${to} verborgen`]
				: [],
	);
	const drawn = (await change.locator('svg text').allTextContents()).filter(s => s.endsWith('verborgen'));
	check(
		'a change of which one end is hidden says which',
		said.sort().join() === drawn.sort().join(),
		`${said} / ${drawn}`,
	);
	await page.close();
	const definitions = await open('definities.html');
	await definitions.fill('#search', 'big2');
	const found = await definitions.locator('.entry').count();
	check('definitions are found by typing', found >= 1 && found < 10, found);
	await definitions.locator('.entry summary').first().focus();
	await definitions.keyboard.press('Enter');
	check('and opened by the keyboard', (await definitions.locator('.entry[open] table').count()) >= 1);
	await definitions.close();
}

// What the publication says of a figure stands beside it.
async function notes() {
	const definition = core.definitions.find(
		d => d.local && read('reference').notes[d.id] && read(`municipality/${large.code}`).figures[d.id],
	);
	if (!check('a definition has a note', definition !== undefined)) return;
	for (const [i, taal] of ['nl', 'en'].entries())
		for (const file of ['gemeente.html', 'gemeenten.html']) {
			const page = await open(`${file}${hash({ taal, gemeente: large.code, indicator: definition.id })}`);
			await page.waitForSelector('.source');
			check(
				'and says it, in the language of the page',
				(await text(page, '.source')).includes(read('reference').notes[definition.id][i]),
				await text(page, '.source'),
			);
			await page.close();
		}
}

export default async function () {
	for (const part of [
		funnel,
		compared,
		windows,
		breaks,
		longer,
		municipalities,
		notes,
		map,
		within,
		list,
		others,
	])
		await part();
}
