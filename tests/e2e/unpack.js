// Unpacks Chromium once, after `npm ci`, into node_modules/.browser.
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const browser = here("node_modules/.browser");
mkdirSync(`${browser}/fonts`, { recursive: true });

process.env.TMPDIR = browser; // where the package puts what it unpacks
const { inflate } = await import("@sparticuz/chromium");
const packed = here("node_modules/@sparticuz/chromium/bin");
for (const name of readdirSync(packed)) {
  if (!name.startsWith("fonts")) await inflate(`${packed}/${name}`);
}

// The only fonts that it sees, so that pictures are the same on every machine.
const weights = ["Regular", "SemiBold", "Bold"];
for (const name of weights.map((weight) => `Pretendard-${weight}.otf`)) {
  copyFileSync(here(`node_modules/pretendard/dist/public/static/${name}`), `${browser}/fonts/${name}`);
}
writeFileSync(
  `${browser}/fonts/fonts.conf`,
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${browser}/fonts</dir>
  <cachedir>${browser}/fonts/cache</cachedir>
</fontconfig>
`,
);
