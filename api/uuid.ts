const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text has the form of a UUID (RFC 9562); a path segment of that form is only ever an id. */
export const isUuid = (value: string): boolean => UUID.test(value);
