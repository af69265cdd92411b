// The one user that is not an operator: posts-service, which reads and writes posts_db and nothing else. Run when the volume is new; to
// bring in a changed password: docker exec mongodb mongosh --quiet /docker-entrypoint-initdb.d/users.js
// May be run any number of times.
const fs = require('fs');
const secret = (name) => fs.readFileSync('/run/secrets/civildiy/' + name, 'utf8').trim();
const admin = db.getSiblingDB('admin');
admin.auth('operator', secret('operator-password'));

const wanted = { pwd: secret('posts-password'), roles: [{ role: 'readWrite', db: 'posts_db' }] };
if (admin.getUser('posts_service')) {
  admin.updateUser('posts_service', wanted);
} else {
  admin.createUser({ user: 'posts_service', ...wanted });
}
