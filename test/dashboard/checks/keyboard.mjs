// Keyboard: everything can be reached, one sees where one is, choices stay under the
// hands, a municipality can be typed, points are gone through one by one.
import { hash, large, lasting, mixed, open, pages, text } from '../browser.mjs';
import { check } from '../check.mjs';

async function everything() {
	for (const file of Object.values(pages)) {
		const page = await open(`${file}${file === 'gemeente.html' ? hash({ gemeente: mixed.code }) : ''}`);
		await page.waitForTimeout(400);
		await page.keyboard.press('Tab');
		check(
			'the first stop skips to the content',
			(await page.evaluate(() => document.activeElement.className)) === 'skip',
		);
		check('and is seen', await page.evaluate(() => document.activeElement.getBoundingClientRect().left >= 0));
		await page.keyboard.press('Enter');
		check('and works', (await page.evaluate(() => document.activeElement.id)) === 'content');
		await page.evaluate(() => {
			document.activeElement.blur();
			window.scrollTo(0, 0);
		});
		const wanted = await page.evaluate(
			() =>
				[...document.querySelectorAll('a[href], button, select, input, summary, [tabindex="0"]')].filter(
					e => e.checkVisibility(),
				).length,
		);
		const seen = new Set();
		for (let i = 0; i < wanted + 3; i++) {
			await page.keyboard.press('Tab');
			const at = await page.evaluate(() => {
				const e = document.activeElement;
				if (e === document.body) return null;
				e.dataset.stop ??= String(Math.random());
				const style = getComputedStyle(e);
				return {
					id: e.dataset.stop,
					outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
					what: e.outerHTML.slice(0, 80),
				};
			});
			if (at === null) continue;
			if (!seen.has(at.id)) check('where the keyboard is can be seen', at.outline, `${file} ${at.what}`);
			seen.add(at.id);
		}
		check('all of it can be reached by Tab', seen.size >= wanted, `${file}: ${seen.size} of ${wanted}`);
		await page.close();
	}
}

// Letters typed one after the other are one search in a select, although the first of
// them has the page drawn anew.
async function typeAhead() {
	const page = await open('gemeenten.html');
	const names = await page.locator('#choose-indicator option').allInnerTexts();
	// A name whose first letter others have before it.
	const target = names.find(
		(n, i) =>
			names.slice(0, i).some(m => m[0] === n[0] && m.slice(0, 3) !== n.slice(0, 3))
			&& names.filter(m => m.startsWith(n.slice(0, 3))).length === 1,
	);
	await page.focus('#choose-indicator');
	await page.evaluate(() => {
		document.getElementById('choose-indicator').dataset.same = 'yes';
	});
	// Within the second after which a browser begins a new search, on a busy machine too.
	await page.keyboard.type(target.slice(0, 3), { delay: 20 });
	await page.waitForTimeout(300);
	check(
		'typing chooses by more than one letter',
		(await page.evaluate(() => document.getElementById('choose-indicator').selectedOptions[0].text)) === target,
		target,
	);
	check('the page below follows', (await text(page, '.national')).startsWith(target));
	check(
		'the select is still the same, and has the keyboard',
		(await page.evaluate(() => document.activeElement.dataset.same)) === 'yes',
	);
	await page.close();
}

// What was drawn anew is said, and each time another thing.
async function saidAloud() {
	for (const [file, choices] of [
		['gemeente.html', { gemeente: large.code }],
		['gemeenten.html', {}],
		['stadsdelen.html', {}],
	]) {
		const page = await open(`${file}${hash(choices)}`);
		const select = page.locator('#choose-indicator');
		for (const index of [3, 5]) {
			await select.selectOption({ index });
			const name = await select.evaluate(e => e.selectedOptions[0].text);
			const said = await page
				.waitForFunction(n => document.getElementById('status').textContent.includes(n), name, {
					timeout: 3000,
				})
				.then(() => true)
				.catch(() => false);
			check('a choice is said in a live region', said, `${file}: ${await text(page, '#status')} / ${name}`);
		}
		await page.close();
	}
}

async function combobox() {
	const page = await open(`gemeente.html${hash({ gemeente: large.code })}`);
	const input = page.locator('#choose-gemeente');
	const attribute = name => input.getAttribute(name);
	check(
		'a combobox that says so',
		(await attribute('role')) === 'combobox'
			&& (await attribute('aria-autocomplete')) === 'list'
			&& (await attribute('aria-expanded')) === 'false',
	);
	check('with the name of the municipality in it', (await input.inputValue()) === large.name);
	await input.focus();
	const target = lasting.find(p => p.code !== large.code && /\d\d/.test(p.code)) ?? lasting.at(-1);
	await page.keyboard.type(target.name.slice(-4));
	check(
		'typing opens a list',
		(await attribute('aria-expanded')) === 'true'
			&& (await page.locator(`#${await attribute('aria-controls')}`).isVisible()),
	);
	const options = page.locator('[role=option]');
	check(
		'of what fits',
		(await options.count()) >= 1
			&& (await options.count()) < lasting.length
			&& (await options.allInnerTexts()).some(o => o.startsWith(target.name)),
		await options.count(),
	);
	check(
		'and says how many',
		new RegExp(`^${await options.count()} `).test(await page.locator('.combobox [role=status]').innerText()),
	);
	await page.keyboard.press('ArrowDown');
	const active = await attribute('aria-activedescendant');
	check(
		'arrow down marks one',
		active && (await page.locator(`#${active}`).getAttribute('aria-selected')) === 'true',
	);
	check(
		'while the focus stays in the field',
		(await page.evaluate(() => document.activeElement.id)) === 'choose-gemeente',
	);
	await page.keyboard.press('Escape');
	check(
		'Escape closes the list',
		(await attribute('aria-expanded')) === 'false' && (await page.locator('[role=listbox]').isHidden()),
	);
	await page.keyboard.press('ArrowDown');
	check('arrow down opens it again', (await attribute('aria-expanded')) === 'true');
	while (!(await page.locator('[role=option][aria-selected=true]').innerText()).startsWith(target.name))
		await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await page.waitForFunction(name => document.querySelector('h1')?.textContent === name, target.name);
	check(
		'Enter chooses it',
		new RegExp(`gemeente=${target.code}`).test(page.url()) && (await attribute('aria-expanded')) === 'false',
		page.url(),
	);
	check(
		'and the keyboard stays in the field',
		(await page.evaluate(() => document.activeElement.id)) === 'choose-gemeente',
	);
	await page.keyboard.press('Control+a');
	await page.keyboard.type(large.code);
	await page.keyboard.press('Enter');
	await page.waitForFunction(name => document.querySelector('h1')?.textContent === name, large.name);
	check('a code will do, when it leaves one', (await input.inputValue()) === large.name);
	await page.keyboard.press('Control+a');
	await page.keyboard.type('zzz');
	check(
		'nothing found is said',
		/^0 /.test(await page.locator('.combobox [role=status]').innerText())
			&& (await attribute('aria-expanded')) === 'false',
	);
	await page.keyboard.press('Tab');
	check('leaving the field puts the name back', (await input.inputValue()) === large.name);
	await page.close();
}

async function points() {
	const page = await open(`gemeenten.html${hash({ gemeente: large.code })}`);
	const drawing = page.locator('#figuur-trechter .drawing');
	await drawing.focus();
	const said = () => page.locator('#figuur-trechter > [role=status]').textContent();
	await page.keyboard.press('Home');
	const first = await said();
	check('the first point of the funnel by key, said aloud', first.length > 10 && /\d/.test(first), first);
	await page.keyboard.press('ArrowRight');
	check('and the next', (await said()) !== first && (await said()).length > 10, await said());
	check('as the pointer would show it', (await drawing.locator('[aria-label=tip] text').count()) >= 1);
	await page.close();
}

export default async function () {
	await typeAhead();
	await saidAloud();
	await combobox();
	await points();
	await everything();
}
