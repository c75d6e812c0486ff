// Runs before the first paint, so that a reader who chose dark never sees a flash of light.
try {
  const chosen = localStorage.getItem("utseende");
  if (chosen) document.documentElement.dataset.utseende = chosen;
} catch { /* a browser that keeps nothing follows the device */ }
document.documentElement.classList.add("skript");
