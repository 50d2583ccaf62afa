// scripts/setup.mjs finds or installs a browser, and asks puppeteer to download one only as the last resort.
module.exports = { skipDownload: true };
