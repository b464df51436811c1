import { Browser, type BrowserWindow } from 'happy-dom';

/** A page in a browser, its script running. It reaches nothing but the server it came from. */
export interface OpenPage {
  /** The document as the browser has it. */
  html: string;
  /** Fills a form in by the names of its fields, sends it and waits for what comes of it. */
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

/** @throws when the page or its script cannot be loaded. */
export async function open(url: string): Promise<OpenPage> {
  const page = createBrowser(new URL(url).origin).newPage();
  const response = await page.goto(url);
  if (!response?.ok) throw new Error(`${url} answers ${response?.status}.`);
  await page.waitUntilComplete();
  return {
    html: page.content,
    async submit(formId, values) {
      const form = find(page.mainFrame.window, formId);
      fillIn(form, values);
      // The checks of the browser itself are left out: it is the server's answers that are looked at.
      form.dispatchEvent(new page.mainFrame.window.Event('submit', { cancelable: true }));
      await page.waitUntilComplete();
      return look(page.mainFrame.window, form);
    },
  };
}

function createBrowser(origin: string): Browser {
  const isOutside = (request: { url: string }) => new URL(request.url).origin !== origin;
  const refusal = { status: 403, statusText: 'Outside of the test' };
  return new Browser({
    settings: {
      enableJavaScriptEvaluation: true,
      suppressInsecureJavaScriptEnvironmentWarning: true,
      fetch: {
        interceptor: {
          beforeAsyncRequest: async ({ request, window }) =>
            isOutside(request) ? new window.Response('', refusal) : undefined,
          beforeSyncRequest: ({ request, window }) =>
            isOutside(request)
              ? {
                  ...refusal,
                  ok: false,
                  url: request.url,
                  redirected: false,
                  headers: new window.Headers(),
                  body: null,
                }
              : undefined,
        },
      },
      // Sockets pass by the interceptor.
      navigation: { beforeContentCallback: (window) => void Reflect.deleteProperty(window, 'WebSocket') },
    },
  });
}

type Form = InstanceType<BrowserWindow['HTMLFormElement']>;
type Field = InstanceType<BrowserWindow['HTMLInputElement']>;
type Html = InstanceType<BrowserWindow['HTMLElement']>;

function find({ document, HTMLFormElement }: BrowserWindow, formId: string): Form {
  const form = document.getElementById(formId);
  if (!(form instanceof HTMLFormElement)) throw new Error(`The page has no form ${formId}.`);
  return form;
}

const fieldsOf = (form: Form): Field[] => [...form.querySelectorAll('input')];

function fillIn(form: Form, values: Record<string, string>): void {
  for (const field of fieldsOf(form)) field.value = values[field.name] ?? field.value;
}

function look({ document, location }: BrowserWindow, form: Form): Result {
  const done = document.querySelector<Html>(`#${form.id}-done`);
  const wrong = fieldsOf(form).filter((field) => field.hasAttribute('aria-invalid'));
  return {
    isDone: form.hidden && done?.hidden === false,
    said: form.querySelector('[role="status"]')?.textContent ?? '',
    errors: Object.fromEntries(
      wrong.map(({ id, name }) => [name, document.getElementById(`${id}-error`)?.textContent ?? '']),
    ),
    output: done?.querySelector('output')?.textContent,
    address: location.href,
  };
}
