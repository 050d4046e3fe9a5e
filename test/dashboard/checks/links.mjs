// Addresses: unknown and old ones, what goes along through the menu, Back, the title,
// the municipality that is remembered.
import { browser, ended, hash, large, lasting, open, places, read, span, text, year, young } from '../browser.mjs';
import { check } from '../check.mjs';

export default async function () {
	let page = await open(`gemeente.html${hash({ gemeente: 'S999' })}`);
	check(
		'an unknown municipality is called unknown',
		/S999/.test(await page.locator('[role=alert]').innerText()),
		await text(page, 'main'),
	);
	check(
		'no other one is shown in its place',
		(await page.locator('figure.chart').count()) === 0 && (await text(page, 'h1')) === 'Eén gemeente',
	);
	check('and one can choose', await page.locator('#choose-gemeente').isVisible());
	await page.close();
	page = await open('gemeente.html');
	check(
		'without a choice there is none',
		(await page.locator('figure.chart').count()) === 0
			&& (await page.locator('#choose-gemeente').inputValue()) === '',
	);
	await page.close();

	page = await open(`gemeenten.html${hash({ indicator: 'gone', periode: '9.1900', gemeente: large.code })}`);
	check(
		'a choice that is no longer there gives the default',
		(await page.locator('figure.chart').count()) > 0 && (await page.locator('[role=alert]').count()) === 0,
	);
	await page.close();

	if (check('there is a municipality that ended', Boolean(ended))) {
		page = await open(`gemeente.html${hash({ gemeente: ended.code })}`);
		const said = await text(page, '.ended');
		check('a municipality that ended says when', said.includes(String(ended.last)), said);
		const names = ended.became.map(([code]) => places.find(p => p.code === code).name);
		check(
			'and where it went',
			names.every(n => said.includes(n)),
			said,
		);
		check(
			'no empty chart, no controls of one',
			(await page.locator('figure.chart').count()) === 0
				&& (await page.locator('#choose-indicator').isHidden()),
		);
		await page.locator('.ended a').first().click();
		await page.waitForFunction(name => document.querySelector('h1')?.textContent === name, names[0]);
		check(
			'a link leads there, to figures or to where they are',
			(await page.locator('figure.chart, .ended').count()) > 0,
			await text(page, 'main'),
		);
		await page.goBack();
		await page.waitForSelector('.ended a');
		await page.locator('.ended a').last().click();
		await page.waitForSelector('table.municipalities');
		await page.locator('#search').fill(ended.name);
		check(
			'another to its last figures, among all',
			(await page.locator('#choose-periode').inputValue()) === `${span}.${ended.last}`
				&& (await page.locator('table.municipalities tr.own').count()) === 1,
			page.url(),
		);
		await page.close();
	}

	// What took in another one has no figure of the whole period, and no empty page.
	if (check('there is a municipality of which the series begin anew', Boolean(young))) {
		page = await open(`gemeente.html${hash({ gemeente: young.code })}`);
		const { since } = read(`municipality/${young.code}`),
			said = await text(page, '.ended'),
			joined = places.filter(p => p.last === since - 1 && p.became?.some(([code]) => code === young.code));
		check('it says since when', said.includes(`in ${since} opnieuw`), said);
		check(
			'and what came to it',
			joined.every(p => said.includes(p.name)),
			said,
		);
		check(
			'what else there is of it is there',
			(await page.locator('#figuur-jaren').count()) === 1 && (await page.locator('.answers').count()) === 1,
		);
		await page.locator('.ended a').last().click();
		await page.waitForSelector('table.municipalities');
		check(
			'and leads to its years',
			(await page.locator('#choose-periode').inputValue()) === `1.${year}`
				&& (await page.locator('#choose-gemeente').inputValue()) === young.name,
			page.url(),
		);
		await page.selectOption('#choose-periode', `${span}.${year}`);
		await page.waitForFunction(
			name => document.querySelector('.national').textContent.includes(name),
			young.name,
		);
		check(
			'where there is no figure of it, the page says so, and the field keeps its name',
			(await text(page, '.national')).endsWith(`${young.name}: geen cijfer.`)
				&& (await page.locator('#choose-gemeente').inputValue()) === young.name,
			await text(page, '.national'),
		);
		await page.close();
	}

	// In a context of its own: what is remembered starts empty.
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	page = await open(`gemeente.html${hash({ gemeente: large.code })}`, { context });
	check('the title names the municipality', (await page.title()).startsWith(large.name), await page.title());
	const other = lasting.find(p => p.code !== large.code);
	await page.locator('#choose-gemeente').fill(other.code);
	await page.keyboard.press('Enter');
	await page.waitForFunction(name => document.querySelector('h1')?.textContent === name, other.name);
	check('and the next one', (await page.title()).startsWith(other.name));
	await page.goBack();
	await page.waitForFunction(name => document.querySelector('h1')?.textContent === name, large.name);
	check(
		'Back goes to the choice before',
		(await page.title()).startsWith(large.name)
			&& (await page.locator('#choose-gemeente').inputValue()) === large.name,
	);
	await page.goForward();
	await page.waitForFunction(name => document.querySelector('h1')?.textContent === name, other.name);
	await page.selectOption('#choose-indicator', { index: 3 });
	const indicator = await page.locator('#choose-indicator').inputValue();
	await page.click('nav li:nth-child(3) a');
	await page.waitForSelector('.national');
	check(
		'the municipality goes along through the menu',
		(await page.locator('#choose-gemeente').inputValue()) === other.name
			&& page.url().includes(`gemeente=${other.code}`),
		page.url(),
	);
	check('the indicator as well', (await page.locator('#choose-indicator').inputValue()) === indicator);
	check('and is named there', (await text(page, 'nav li:nth-child(2) a')) === other.name);
	await page.click('nav li:nth-child(2) a');
	await page.waitForFunction(name => document.querySelector('h1')?.textContent === name, other.name);
	check('there and back', true);
	await page.close();
	page = await open('gemeente.html', { context });
	check('it is remembered for the next visit', (await text(page, 'h1')) === other.name);
	await page.close();
	page = await open(`gemeente.html${hash({ gemeente: large.code })}`, { context });
	check('but a link says what it says', (await text(page, 'h1')) === large.name);
	await page.close();
	await context.close();

	page = await open(`definities.html${hash({ definitie: 'big2-24w-all' })}`);
	check(
		'a definition has an address of its own',
		(await page.locator('.entry[open]').count()) === 1
			&& (await page.locator('.entry[open] tr.own code').innerText()) === 'big2-24w-all',
	);
	await page.close();
	page = await open(`gemeenten.html${hash({ gemeente: large.code, figuur: 'kaart' })}`);
	await page.waitForSelector('body.embed #figuur-kaart svg');
	check(
		'a map alone, although it comes later, says what it is about',
		(await page.locator('figure.chart').count()) === 1 && /Big2.*\d{4}/.test(await text(page, 'h1')),
		await text(page, 'main'),
	);
	await page.close();
	page = await open(`gemeente.html${hash({ gemeente: large.code, figuur: 'jaren', taal: 'en' })}`);
	check(
		'one chart alone, for a frame',
		(await page.locator('figure.chart').count()) === 1
			&& (await page.locator('header').isHidden())
			&& (await page.locator('.synthetic').isVisible())
			&& (await page.locator('.embed-source a').isVisible()),
	);
	await page.close();
}
