// Runs Azurite until standard input closes: whoever started it, however it ended, leaves no emulator behind,
// and what is kept in a folder is written out first.
process.stdin.on('end', () => process.emit('SIGTERM')).resume();
// Listening to standard input alone is no reason to live on after a signal.
process.stdin.unref?.();
require('azurite/dist/src/azurite.js');
