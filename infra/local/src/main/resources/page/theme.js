// Runs before the page is drawn, so that it never flashes in the other colours. The stylesheet has each palette once: what
// the system prefers is asked for here.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  function dress() {
    const chosen = localStorage.getItem('theme');
    const preferred = system.matches ? 'dark' : 'light';
    document.documentElement.dataset.theme = chosen === 'light' || chosen === 'dark' ? chosen : preferred;
    window.dispatchEvent(new Event('recolour'));
  }
  system.addEventListener('change', dress);
  window.addEventListener('retheme', dress);
  dress();
})();
