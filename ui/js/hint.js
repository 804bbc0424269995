// SPDX-License-Identifier: AGPL-3.0-or-later
// A quiet note beside a question being written: does it ask, or does it advise in disguise? Worked out
// on this device; nobody sees it, nothing is stopped.
const ADVICE = /^((and|so|but|well),? )*(have you (tried|thought|considered)|(can|could|would|should)(n['’]t)? you (just|not|try|ask|talk|speak|use|get|set|put|make|tell|send|stop|start)\b|why (don['’]t|not)\b|should(n['’]t)? |(i think |maybe |perhaps )?you (should|could|need|ought)|(i think|maybe|perhaps) |don['’]t you|wouldn['’]t |if i were|i would|how about|what (if you|about \w+ing\b))/i;
const OPEN = /^((and|so|but|then|well),? )*((in|to|for|from|by|with) )?(what|how|who|whom|whose|when|where|which|why)\b/i;

export function questionHint(text) {
	const words = text.trim();
	if (words.length < 8) return "";
	if (ADVICE.test(words)) return "Could this be a suggestion? Send it either way.";
	if (words.endsWith("?") && OPEN.test(words)) return "Reads as an open question.";
	return "";
}
