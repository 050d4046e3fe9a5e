// The code of the site, packed: from a disk nothing else compresses it. Data stays
// plain, for who wants to see what is in it. The script unpacks itself; data that
// comes before it is done waits in a list.
import { deflateRawSync } from 'node:zlib';

function unpack(code) {
	const early = [];
	globalThis.kansrijkData = (...part) => early.push(part);
	const bytes = Uint8Array.from(atob(code), c => c.charCodeAt(0));
	new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')))
		.blob()
		.then(plain => {
			const script = document.createElement('script');
			script.src = URL.createObjectURL(new Blob([plain], { type: 'text/javascript' }));
			script.onload = () => {
				URL.revokeObjectURL(script.src);
				early.forEach(part => globalThis.kansrijkData(...part));
				const begin = () => document.dispatchEvent(new Event('kansrijk'));
				if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
				else begin();
			};
			document.head.append(script);
		});
}

export const packed = code => `(${unpack})("${deflateRawSync(code, { level: 9 }).toString('base64')}")\n`;
