// Blocks of rows and terms that stand in the page as text until they are wanted.
//
// A browser takes seconds to make the elements of a book. What is behind the first rows therefore stands in noscript
// elements: markup where there is no script, and here a text. It is made into elements when it comes near sight, when
// something asks for it, and for the rest while the browser has nothing else to do.

const AHEAD = "150% 0px"; // So far outside the window, in parts of its height, blocks are made before they are seen.
const SPARE = 8; // Milliseconds, more than a block takes; with less time left none is begun.
const STEP = 30; // Milliseconds after which the browser may answer, where somebody waits for all blocks.

// In the order of the page: their elements, and what is to be done when what is in them has been made.
const waiting = new Map();
const nearing = new IntersectionObserver(makeWhatComesNear, { rootMargin: AHEAD });

const isHeld = (element) => element.firstElementChild?.matches("noscript") ?? false;

// How often a piece of markup stands in a block that is still text.
const countIn = (element, markup) => element.textContent.split(markup).length - 1;

function hold(element, arrived = () => {}) {
  waiting.set(element, arrived);
  element.classList.add("held");
  nearing.observe(element);
}

// This markup is the page's own, in which all that comes from elsewhere has been escaped.
function make(element) {
  const arrived = waiting.get(element);
  if (!waiting.delete(element)) return;
  nearing.unobserve(element);
  element.innerHTML = element.textContent;
  element.classList.remove("held");
  arrived();
}

function makeWhatComesNear(entries) {
  for (const { isIntersecting, target } of entries) if (isIntersecting) make(target);
}

// After a jump the observer would be heard a frame too late, and nothing be seen in that frame.
function makeWhatIsSeen() {
  for (let share = 0.2; waiting.size && share < 1; share += 0.3) {
    const seen = document.elementFromPoint(innerWidth / 3, innerHeight * share)?.closest(".held");
    if (seen) make(seen);
  }
}

function makeUntil(isTime) {
  for (const element of waiting.keys()) {
    make(element);
    if (isTime()) return;
  }
}

function makeAll() {
  makeUntil(() => false);
}

// All of them, in steps between which the page answers.
async function makeAllSoon() {
  while (waiting.size) {
    const end = performance.now() + STEP;
    makeUntil(() => performance.now() > end);
    await new Promise((done) => setTimeout(done));
  }
}

// A browser that does not say when it has nothing to do gives a little of its time.
const inSpareTime =
  globalThis.requestIdleCallback ??
  ((work) =>
    setTimeout(() => {
      const end = performance.now() + 2 * SPARE;
      work({ timeRemaining: () => end - performance.now() });
    }, 2 * SPARE));

function makeInSpareTime(deadline) {
  makeUntil(() => deadline.timeRemaining() < SPARE);
  if (waiting.size) inSpareTime(makeInSpareTime);
  else performance.mark("complete");
}
