// A real OpenID Connect provider for the tests. Whoever signs in is who they say: "name" or "name?" (not verified).
import Provider from 'oidc-provider'

const [port, redirectUri] = process.argv.slice(2)
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: 'madang', client_secret: 'a secret of the tests', redirect_uris: [redirectUri] }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  cookies: { keys: ['a key of the tests'] },
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      email: `${id.replace('?', '')}@example.org`,
      email_verified: !id.endsWith('?'),
      name: id.replace('?', ''),
    }),
  }),
})
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'))
