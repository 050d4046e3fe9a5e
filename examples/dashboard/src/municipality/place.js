// Which municipality it is: none, an unknown one, one that ended, one of which the series are young.
import { municipalities } from '../data.js';
import { h } from '../dom.js';
import { number, period } from '../format.js';
import { link, t } from '../state.js';

// Where one can go when there is no such municipality, or none was chosen.
export function nothing(m) {
	return m.code === null
		? h('p', { class: 'lead' }, t('chooseFirst'))
		: h(
				'p',
				{ class: 'lead', role: 'alert' },
				t('unknownMunicipality')(m.code),
				' ',
				h('a', { href: link('gemeenten.html', { gemeente: '' }) }, t('municipalitiesNav')),
			);
}

// A municipality that ended: when, and where it went.
export function ended({ code, place, span }) {
	if (place.last === undefined) return null;
	const then = link('gemeenten.html', { gemeente: code, periode: `${span}.${place.last}` });
	const names = (place.became ?? [])
		.map(([code, share]) => {
			const to = municipalities().find(p => p.code === code);
			return [to, share];
		})
		.filter(([to]) => to);
	return h(
		'div',
		{ class: 'ended' },
		h(
			'p',
			{},
			h('strong', {}, t('endedAfter')(place.name, place.last)),
			' ',
			names.length === 0
				? t('endedUnknown')
				: [
						t(names.length > 1 ? 'endedSplit' : 'endedInto'),
						' ',
						names.flatMap(([to, share], i) => [
							i > 0 && ', ',
							h('a', { href: link('gemeente.html', { gemeente: to.code }) }, to.name),
							names.length > 1 && ` (${number(share * 100)}%)`,
						]),
						'. ',
						t('endedFigures'),
					],
			' ',
			t('endedThen')(place.last),
			' ',
			h('a', { href: then }, t('municipalitiesNav')),
			'.',
		),
	);
}

// A municipality without figures of the whole period: since when it is what it is, what became part of it then, and
// where its years are.
export function young({ code, place, since, span, last }) {
	const whole = period(last, span);
	if (since === undefined) return h('p', {}, t('nothingInPeriod')(whole));
	const joined = municipalities().filter(
		p => p.last === since - 1 && (p.became ?? []).some(([into]) => into === code),
	);
	return h(
		'div',
		{ class: 'ended' },
		h(
			'p',
			{},
			h('strong', {}, t('youngSince')(place.name, since)),
			' ',
			joined.length > 0 && [
				t('youngJoined')(since),
				' ',
				joined.map((p, i) => [
					i > 0 && ', ',
					h('a', { href: link('gemeente.html', { gemeente: p.code }) }, p.name),
					p.became.length > 1 && ` (${t('youngPart')})`,
				]),
				'. ',
			],
			t('youngWindow')(whole),
			' ',
			t('youngYears')(since),
			' ',
			h(
				'a',
				{ href: link('gemeenten.html', { gemeente: code, periode: `1.${last}` }) },
				t('municipalitiesNav'),
			),
			'.',
		),
	);
}
