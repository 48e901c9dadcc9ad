import { escapeXml } from '../aws-wire/xml.ts';

export interface LoginPage {
  readonly action: string;
  /** The authorization request, carried through the form. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly email: string;
  readonly problem: string | null;
}

const style = `
:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:Canvas;color:CanvasText}
main{width:min(24rem,90vw)}
h1{font-size:1.5rem}
label{display:block;margin-top:1rem;font-weight:600}
input{box-sizing:border-box;width:100%;padding:.6rem;font:inherit;border:1px solid #767676;border-radius:.3rem}
button{margin-top:1.5rem;width:100%;padding:.7rem;font:inherit;font-weight:600;border:0;border-radius:.3rem;background:#0b57d0;color:#fff}
:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}
[role=alert]{border-left:4px solid #b3261e;padding:.2rem .8rem}
`;

/** The log-in form; works without scripts, with a keyboard and a screen reader. */
export const renderLoginPage = (page: LoginPage): string => {
  const hidden = Object.entries(page.hidden)
    .map(([name, value]) => `<input type="hidden" name="${escapeXml(name)}" value="${escapeXml(value)}">`)
    .join('');
  const alert = page.problem === null ? '' : `<p role="alert" id="problem">${escapeXml(page.problem)}</p>`;
  const described = page.problem === null ? '' : ' aria-describedby="problem" aria-invalid="true"';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Log in - Trunkline</title><style>${style}</style></head><body><main><h1>Log in to Trunkline</h1>${alert}
<form method="post" action="${escapeXml(page.action)}">${hidden}
<label for="email">E-mail address</label><input id="email" name="email" type="email" autocomplete="username" required value="${escapeXml(page.email)}"${described}${page.email === '' ? ' autofocus' : ''}>
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required${described}${page.email === '' ? '' : ' autofocus'}>
<button type="submit">Log in</button></form></main></body></html>`;
};

export const loginStyle = style;
