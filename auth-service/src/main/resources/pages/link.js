// Posts what a link or its code allows, when the person says so. Without a token the form asks for address and code.
'use strict';

const token = new URLSearchParams(location.hash.slice(1)).get('token');
const message = document.getElementById('message');

// The token stays in this page's memory, out of the history and of whatever is shared from the address bar.
history.replaceState(null, '', location.pathname);

function fieldsOf(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (value !== '') {
      fields[name] = value;
    }
  }
  return fields;
}

function reason(problem) {
  const errors = problem.errors || [];
  return errors.length > 0 ? errors.map(error => error.message).join('; ') : problem.title;
}

async function post(form) {
  const usesToken = token !== null && form.id !== 'ask';
  const body = Object.assign(fieldsOf(form), usesToken ? { token } : {});
  const response = await fetch(form.dataset.action, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.ok) {
    if (form.id !== 'ask') {
      for (const answered of document.forms) {
        answered.hidden = true;
      }
    }
    return form.dataset.done;
  }
  const problem = await response.json();
  const own = form.querySelector('#own');
  if (own && own.hidden && problem.code === 'invalid_credentials') {
    own.hidden = false;
    return '';
  }
  return reason(problem);
}

for (const form of document.forms) {
  for (const fields of form.querySelectorAll('fieldset.code')) {
    fields.hidden = token !== null;
    fields.disabled = token !== null;
  }
  if (form.id === 'ask') {
    form.hidden = token !== null;
  }
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    try {
      message.textContent = await post(form);
    } catch {
      message.textContent = 'There was no answer. Please try again.';
    } finally {
      button.disabled = false;
    }
  });
}
