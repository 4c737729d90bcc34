// Time left, kept true: every half minute, every second in the last five. The server's clock counts, not this device's.
const started = performance.now();

export function keepCountdowns(root) {
  const tick = () => {
    let soon = false;
    for (const time of root.querySelectorAll("time[data-countdown]")) {
      const now = Date.parse(time.dataset.now) + performance.now() - started;
      const left = Date.parse(time.dateTime) - now;
      soon ||= left > 0 && left < 300_000;
      const words = inWords(left, time.dataset);
      if (time.textContent !== words) time.textContent = words;
    }
    setTimeout(tick, soon ? 1_000 : 30_000);
  };
  if (root.querySelector("time[data-countdown]")) tick();
}

function inWords(left, words) {
  if (left <= 0) return words.passed;
  const seconds = Math.floor(left / 1000), minutes = Math.floor(seconds / 60), hours = Math.floor(minutes / 60);
  if (minutes < 5) return fill(words.inSeconds, { minutes, seconds: seconds % 60 });
  if (minutes < 60) return fill(words.inMinutes, { minutes });
  if (hours < 48) return fill(words.inHours, { hours, minutes: minutes % 60 });
  return fill(words.inDays, { days: Math.floor(hours / 24), hours: hours % 24 });
}

function fill(words, numbers) {
  return words.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
}
