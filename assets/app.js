/* Nothing here is needed: every page works without it. */
'use strict';

/* A menu closes when one clicks beside it or presses Escape. */
function closeMenus(except) {
	document.querySelectorAll('details.menu[open]').forEach(function (menu) {
		if (menu !== except)
			menu.open = false;
	});
}

document.addEventListener('click', function (event) {
	closeMenus(event.target.closest('details.menu'));
});

document.addEventListener('keydown', function (event) {
	var menu = document.querySelector('details.menu[open]');

	if (event.key !== 'Escape' || !menu)
		return;
	closeMenus(null);
	menu.querySelector('summary').focus();
});

/* A form is sent once, however often its button is pressed. */
document.addEventListener('submit', function (event) {
	if (event.target.dataset.sent)
		event.preventDefault();
	event.target.dataset.sent = 'yes';
});

/* Coming back by the browser's own button shows the page as it was: it may be sent again. */
window.addEventListener('pageshow', function () {
	document.querySelectorAll('form[data-sent]').forEach(function (form) {
		delete form.dataset.sent;
	});
});

/* Buttons that only JavaScript can serve. */
document.querySelectorAll('[data-print]').forEach(function (button) {
	button.hidden = false;
	button.addEventListener('click', function () {
		window.print();
	});
});
