// Simulated providers, each with an account that the service can be connected to.
import { Child } from './child.mjs';
import { askedPort } from './ports.mjs';

// Where the environment says anything of a provider, that provider is the developer's own affair.
const isOwn = name => Object.keys(process.env).some(variable => new RegExp(`^Providers(__|:)${name}(__|:)`, 'i').test(variable));

export async function startSimulators(folder, dll, signal) {
  const [google, microsoft] = await Promise.all(['SIMULATED_GOOGLE_PORT', 'SIMULATED_MICROSOFT_PORT'].map(askedPort));
  const child = new Child(folder, 'simulators', 'dotnet', [dll, '--port-google', String(google ?? 0), '--port-microsoft', String(microsoft ?? 0)]);
  return { child, ready: () => ready(child, signal) };
}

async function ready(child, signal) {
  const told = await child.until(() => announced(child.output()), { seconds: 60, waitingFor: 'the simulated providers', signal });
  const wired = ['Google', 'Microsoft'].filter(name => !isOwn(name)).map(name => ({ name, ...told[name.toLowerCase()] }));
  return {
    wired,
    settings: Object.assign({}, ...wired.map(provider => provider.settings)),
    summary: `ports ${new URL(told.google.url).port}, ${new URL(told.microsoft.url).port}`,
  };
}

// One line of JSON once all of them listen.
function announced(output) {
  const line = output.split('\n').slice(0, -1).find(text => text.startsWith('{'));
  return line && JSON.parse(line);
}
