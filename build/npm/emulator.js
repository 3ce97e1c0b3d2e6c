// Runs Azurite until standard input closes: whoever started it, however it ended, leaves no emulator behind,
// and what is kept in a folder is written out first.
process.stdin.on('end', () => process.emit('SIGTERM')).resume();
require('azurite/dist/src/azurite.js');
