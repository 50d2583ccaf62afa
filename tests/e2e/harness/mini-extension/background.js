// The least extension that can show whether the harness works: says hello to its host and keeps what came back.
const api = globalThis.browser ?? globalThis.chrome;

function hello() {
  const port = api.runtime.connectNative('io.staex.copybara');
  port.onMessage.addListener((message) => void api.storage.local.set({ echo: message }));
  port.onDisconnect.addListener((gone) => {
    const error = api.runtime.lastError ?? gone?.error;
    void api.storage.local.set({ disconnected: error?.message ?? 'without a word' });
  });
  port.postMessage({ hello: 'harness' });
}

// Listeners keep the worker wakeable: a message is what wakes it after it was killed.
api.runtime.onMessage.addListener(() => Promise.resolve('awake'));

void api.storage.local
  .get({ starts: 0 })
  .then(({ starts }) => api.storage.local.set({ starts: starts + 1 }));
hello();
