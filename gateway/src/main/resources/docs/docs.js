'use strict';

// Shows /openapi.json. Text from the document is only ever set as text, never as markup.

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) {
    made.textContent = text;
  }
  if (className) {
    made.className = className;
  }
  return made;
}

function resolve(api, value) {
  let found = value;
  for (let depth = 0; found && found.$ref && depth < 8; depth++) {
    found = found.$ref.slice(2).split('/').reduce((at, key) => at && at[key], api);
  }
  return found || {};
}

function typeOf(api, schema) {
  if (!schema) {
    return '';
  }
  if (schema.$ref) {
    return schema.$ref.split('/').pop();
  }
  if (schema.enum) {
    return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  }
  if (schema.type === 'array') {
    return typeOf(api, schema.items) + '[]';
  }
  const parts = schema.oneOf || schema.anyOf || schema.allOf;
  if (parts) {
    return parts.map((part) => typeOf(api, part)).join(schema.allOf ? ' & ' : ' | ');
  }
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : schema.type || 'any';
  return schema.format ? type + ' (' + schema.format + ')' : type;
}

function table(heads, rows) {
  const made = element('table');
  const head = made.createTHead().insertRow();
  heads.forEach((text) => head.append(element('th', text)));
  const body = made.createTBody();
  rows.forEach((cells) => {
    const row = body.insertRow();
    cells.forEach((cell) => row.append(cell instanceof Node ? cell : element('td', cell)));
  });
  return made;
}

function code(text) {
  const cell = element('td');
  cell.append(element('code', text));
  return cell;
}

function fields(api, schema) {
  const resolved = resolve(api, schema);
  const required = resolved.required || [];
  return Object.entries(resolved.properties || {}).map(([name, field]) => [
    code(name + (required.includes(name) ? ' *' : '')),
    typeOf(api, field),
    field.description || resolve(api, field).description || '',
  ]);
}

function body(api, title, content) {
  const made = element('div');
  Object.entries(content || {}).forEach(([mediaType, media]) => {
    const rows = fields(api, media.schema);
    made.append(element('h4', title + ' (' + mediaType + ') ' + typeOf(api, media.schema)));
    if (rows.length > 0) {
      made.append(table(['Field', 'Type', ''], rows));
    }
  });
  return made;
}

function parameters(api, item, operation) {
  const all = [...(item.parameters || []), ...(operation.parameters || [])].map((one) => resolve(api, one));
  return table(
    ['Parameter', 'In', 'Type', ''],
    all.map((one) => [
      code(one.name + (one.required ? ' *' : '')),
      one.in,
      typeOf(api, one.schema),
      one.description || '',
    ]),
  );
}

function responses(api, operation) {
  const rows = Object.entries(operation.responses || {}).map(([status, response]) => {
    const resolved = resolve(api, response);
    const types = Object.entries(resolved.content || {}).map(
      ([mediaType, media]) => mediaType + ' ' + typeOf(api, media.schema),
    );
    return [code(status), resolved.description || '', types.join(', ')];
  });
  return table(['Status', 'Meaning', 'Body'], rows);
}

function operation(api, path, method, item) {
  const described = item[method];
  const made = element('details');
  const summary = element('summary');
  summary.append(element('span', method.toUpperCase(), 'method'), element('code', path));
  summary.append(' ' + (described.summary || ''));
  if ((described.security || api.security || []).length > 0) {
    summary.append(' ', element('span', 'needs a token', 'guarded'));
  }
  const content = element('div');
  if (described.description) {
    content.append(element('p', described.description));
  }
  if ((item.parameters || described.parameters || []).length > 0) {
    content.append(parameters(api, item, described));
  }
  const sent = resolve(api, described.requestBody);
  content.append(body(api, 'Request', sent.content), element('h4', 'Responses'), responses(api, described));
  made.append(summary, content);
  made.dataset.words = [method, path, described.summary, described.description].join(' ').toLowerCase();
  return made;
}

function show(api) {
  const list = document.getElementById('operations');
  const made = Object.keys(api.paths)
    .sort()
    .flatMap((path) =>
      METHODS.filter((method) => api.paths[path][method]).map((method) => operation(api, path, method, api.paths[path])),
    );
  list.replaceChildren(...made);
  document.getElementById('filter').addEventListener('input', (event) => {
    const wanted = event.target.value.toLowerCase();
    made.forEach((one) => {
      one.hidden = !one.dataset.words.includes(wanted);
    });
  });
}

fetch('/openapi.json')
  .then((response) => (response.ok ? response.json() : Promise.reject(new Error('status ' + response.status))))
  .then(show)
  .catch((failure) => {
    document.getElementById('operations').textContent = 'The document could not be loaded: ' + failure.message;
  });
