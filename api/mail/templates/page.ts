/** The HTML around a mail's text: one column, readable in every mail program, without images. */
export function page(heading: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading}</title>
</head>
<body style="margin:0;padding:24px;background:#ffffff;color:#161616;font:16px/1.5 sans-serif">
<main style="max-width:36em;margin:0 auto">
<h1 style="font-size:22px;line-height:1.3;margin:0 0 16px">${heading}</h1>
${content}
</main>
</body>
</html>
`;
}

/** A link that looks like a button, and its address in words for whoever cannot press it. */
export function button(label: string, address: string): string {
  return `<p style="margin:24px 0"><a href="${address}" style="display:inline-block;padding:12px 20px;\
background:#0f62fe;color:#ffffff;text-decoration:none;border-radius:4px">${label}</a></p>
<p>If the button does not work, copy this address into your browser:<br>
<span style="word-break:break-all">${address}</span></p>`;
}
