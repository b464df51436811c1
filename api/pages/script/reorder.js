// A list whose order is changed by dragging; the buttons of its rows do the same without a script.

for (const list of document.querySelectorAll('[data-reorder]')) {
  const form = document.getElementById(list.dataset.reorder);
  let dragged = null;
  for (const row of list.querySelectorAll('[data-item]')) {
    row.draggable = true;
    row.addEventListener('dragstart', (event) => {
      dragged = row;
      row.classList.add('is-dragged');
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', row.dataset.item);
    });
    row.addEventListener('dragend', () => row.classList.remove('is-dragged'));
    row.addEventListener('dragover', (event) => {
      if (dragged === null || dragged === row) return;
      event.preventDefault();
      const { top, height } = row.getBoundingClientRect();
      const isBelow = event.clientY > top + height / 2;
      row[isBelow ? 'after' : 'before'](dragged);
    });
  }
  list.addEventListener('dragover', (event) => dragged && event.preventDefault());
  list.addEventListener('drop', (event) => {
    event.preventDefault();
    if (dragged === null) return;
    const items = [...list.querySelectorAll('[data-item]')].map((row) => row.dataset.item);
    form.elements.order.value = items.join(' ');
    form.requestSubmit(form.querySelector('[value=reorder]'));
  });
}
