import { runInNewContext } from 'node:vm';

/** As much of a browser as the pages' script needs: their forms, their places for words, and real requests. */
export interface Browser {
  html: string;
  headers: Headers;
  /** Fills a form in by the names of its fields, presses its button and waits for what comes of it. */
  submit(formId: string, values: Record<string, string>): Promise<Result>;
}

/** How a form looks after it was sent. */
export interface Result {
  /** The form has gone, and what follows it is shown. */
  isDone: boolean;
  said: string;
  /** What is said at fields, by their names. */
  errors: Record<string, string>;
  output: string | undefined;
  /** The address the browser shows. */
  address: string;
}

/** Opens a page, with what stands behind the # of its address, and runs its script. */
export async function open(url: string): Promise<Browser> {
  const response = await fetch(url);
  const html = await response.text();
  const source = /<script src="([^"]+)"/.exec(html)?.[1] ?? '';
  const script = await (await fetch(new URL(source, url))).text();
  const page = createPage(html, new URL(url));
  runInNewContext(script, page.globals);
  return { html, headers: response.headers, submit: page.submit };
}

type Attributes = Record<string, string>;

function attributesOf(tag: string): Attributes {
  const pairs = [...tag.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decode(value)]);
  return Object.fromEntries(pairs);
}

const decode = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

class Element {
  readonly attributes: Attributes;
  readonly dataset: Record<string, string>;
  hidden = true;
  disabled = false;
  value: string;
  textContent = '';

  constructor(attributes: Attributes) {
    this.attributes = attributes;
    this.value = attributes.value ?? '';
    const data = Object.entries(attributes).filter(([name]) => name.startsWith('data-'));
    this.dataset = Object.fromEntries(data.map(([name, value]) => [name.slice(5), value]));
  }

  get id() {
    return this.attributes.id ?? '';
  }

  get type() {
    return this.attributes.type ?? '';
  }

  setAttribute(name: string, value: string) {
    this.attributes[name] = value;
  }

  removeAttribute(name: string) {
    delete this.attributes[name];
  }

  focus() {}
}

class Form extends Element {
  readonly fields: Element[];
  readonly button = new Element({});
  readonly status = new Element({});
  submitted: (event: { preventDefault(): void }) => void = () => {};

  constructor(html: string) {
    super(attributesOf(/<form[^>]*>/.exec(html)?.[0] ?? ''));
    this.fields = (html.match(/<input[^>]*>/g) ?? []).map((tag) => new Element(attributesOf(tag)));
  }

  get elements() {
    return { namedItem: (name: string) => this.fields.find(({ attributes }) => attributes.name === name) ?? null };
  }

  addEventListener(_event: 'submit', listener: Form['submitted']) {
    this.submitted = listener;
  }

  querySelector(selector: string): Element | null {
    if (selector === 'button') return this.button;
    if (selector === '[role="status"]') return this.status;
    return this.querySelectorAll()[0] ?? null;
  }

  /** The only thing that is asked for: fields with errors. */
  querySelectorAll(): Element[] {
    return this.fields.filter(({ attributes }) => 'aria-invalid' in attributes);
  }

  reset() {
    for (const field of this.fields) field.value = field.attributes.value ?? '';
  }
}

function createPage(html: string, url: URL) {
  const forms = (html.match(/<form[\s\S]*?<\/form>/g) ?? []).map((text) => new Form(text));
  const places = new Map<string, Element & { querySelector?: () => Element | null }>();
  let pending: Promise<unknown> = Promise.resolve();
  let address = url.href;

  for (const tag of html.match(/<(?:span|div) id="[^>]*>/g) ?? []) {
    const place = new Element(attributesOf(tag));
    const output = new RegExp(`id="${place.id}"[^>]*>.*?(<output[^>]*>)`).exec(html)?.[1];
    const shown = output === undefined ? null : new Element(attributesOf(output));
    places.set(place.id, Object.assign(place, { querySelector: () => shown }));
  }

  const request = (path: string, init: RequestInit) => {
    const answered = fetch(new URL(path, url), init);
    pending = answered.then((answer) => answer.clone().text());
    return answered;
  };
  const entries = (form: Form) => form.fields.map(({ attributes, value }) => [attributes.name, value]);
  const globals = {
    document: { querySelectorAll: () => forms, getElementById: (id: string) => places.get(id) },
    location: { hash: url.hash, pathname: url.pathname },
    history: { replaceState: (_state: null, _title: string, path: string) => (address = new URL(path, url).href) },
    FormData: function FormData(form: Form) {
      return entries(form);
    },
    fetch: request,
    JSON,
  };

  async function submit(formId: string, values: Record<string, string>): Promise<Result> {
    const form = forms.find(({ id }) => id === formId);
    if (!form) throw new Error(`The page has no form ${formId}.`);
    for (const [name, value] of Object.entries(values)) Object.assign(form.elements.namedItem(name) ?? {}, { value });
    form.submitted({ preventDefault() {} });
    while (form.button.disabled) {
      await pending.catch(() => undefined);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const done = places.get(`${formId}-done`);
    const errors = form.querySelectorAll().map((field) => {
      return [field.attributes.name, places.get(`${field.id}-error`)?.textContent];
    });
    return {
      isDone: form.hidden && done?.hidden === false,
      said: form.status.textContent,
      errors: Object.fromEntries(errors),
      output: done?.querySelector?.()?.textContent,
      address,
    };
  }

  return { globals, submit };
}
