// What all checks share: a name says why it matters, a failure says what was seen.
let passed = 0,
	failed = 0;

export function check(name, ok, seen) {
	if (ok) passed++;
	else {
		failed++;
		console.log(`not ok: ${name}`);
		if (seen !== undefined)
			console.log(`\tseen: ${String(typeof seen === 'string' ? seen : JSON.stringify(seen)).slice(0, 400)}`);
	}
	return ok;
}

export function verdict(what) {
	console.log(`${what}: ${passed} passed, ${failed} failed`);
	process.exitCode = failed ? 1 : 0;
}
