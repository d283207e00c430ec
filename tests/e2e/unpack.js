// Unpacks Chromium once, after `npm ci`, into node_modules/.browser.
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
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
const pretendard = "pretendard/dist/public/static/Pretendard-";
const fonts = [
  ...["Regular", "SemiBold", "Bold"].map((weight) => `${pretendard}${weight}.otf`),
  "@expo-google-fonts/noto-color-emoji/400Regular/NotoColorEmoji_400Regular.ttf",
];
for (const font of fonts) {
  copyFileSync(here(`node_modules/${font}`), `${browser}/fonts/${basename(font)}`);
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
