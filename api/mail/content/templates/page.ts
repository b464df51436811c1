const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Mail programs that know dark mode take these instead of the colours that each element carries itself. */
const STYLE = `:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
.gp-page { background-color: #161616 !important; }
.gp-card { background-color: #262626 !important; }
.gp-text { color: #f4f4f4 !important; }
.gp-link { color: #78a9ff !important; }
}`;

const TABLE = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';

/**
 * The HTML around a mail's text: one column of at most 600 pixels, which mail programs lay out by tables alone, in light
 * and in dark, without images or anything else to be fetched.
 */
export function page(language: string, heading: string, content: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${heading}</title>
<style>
${STYLE}
</style>
</head>
<body class="gp-page" style="margin:0;padding:0;background-color:#f4f4f4">
<table ${TABLE} width="100%" class="gp-page" style="background-color:#f4f4f4"><tr><td align="center" style="padding:24px 12px">
<table ${TABLE} width="100%" class="gp-card" style="max-width:600px;background-color:#ffffff;border-radius:4px"><tr>
<td class="gp-text" style="padding:32px;${FONT};font-size:16px;line-height:1.5;color:#161616;text-align:left">
<h1 class="gp-text" style="margin:0 0 16px;font-size:22px;line-height:1.3;color:#161616">${heading}</h1>
${content}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

export function paragraph(text: string): string {
  return `<p style="margin:0 0 16px">${text.replaceAll('\n', '<br>\n')}</p>`;
}

/** A link that looks like a button, and its address in words for whoever cannot press it. */
export function button(label: string, address: string, instead: string): string {
  return `<table ${TABLE} style="margin:8px 0 24px"><tr><td style="border-radius:4px;background-color:#0f62fe">
<a href="${address}" style="display:inline-block;padding:12px 20px;${FONT};font-size:16px;color:#ffffff;\
text-decoration:none">${label}</a></td></tr></table>
<p style="margin:0 0 16px;font-size:14px">${instead}<br>
<a href="${address}" class="gp-link" style="color:#0043ce;word-break:break-all">${address}</a></p>`;
}
