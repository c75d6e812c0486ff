// Leads on to where a page is now, with the point that the link named; without script the page alone is led to.
document.addEventListener("DOMContentLoaded", () => {
  const link = document.getElementById("videre");
  if (!link) return;
  if (!link.hash) link.hash = location.hash;
  location.replace(link.href);
});
