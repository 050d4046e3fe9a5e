// Elements of pictures.
export const svgNS = 'http://www.w3.org/2000/svg';

export function svgElement(name, attributes = {}, text) {
	const element = document.createElementNS(svgNS, name);
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
	if (text !== undefined) element.textContent = text;
	return element;
}
