GATEHOUSE=@GATEWAY@
EMAIL=ada.$(date +%s)@example.com; PASSWORD='seven green bicycles sing'
post() { curl -s -X POST "$GATEHOUSE$1" -H 'Content-Type: application/json' -d "$2"; echo; }
field() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p"; }

echo '1. Sign up'
post /v1/auth/signup "{\"email\":\"$EMAIL\",\"password\":\"$PASSWORD\",\"display_name\":\"Ada Lovelace\"}"

echo '2. Sign in'
TOKENS=$(post /v1/auth/login "{\"email\":\"$EMAIL\",\"password\":\"$PASSWORD\"}"); echo "$TOKENS"

echo '3. Refresh: a new pair for the refresh token'
TOKENS=$(post /v1/auth/refresh "{\"refresh_token\":\"$(echo "$TOKENS" | field refresh_token)\"}"); echo "$TOKENS"
ACCESS=$(echo "$TOKENS" | field access_token)

echo '4. Read my profile; its version is in ETag'
PROFILE=$(curl -si "$GATEHOUSE/v1/users/me" -H "Authorization: Bearer $ACCESS"); echo "$PROFILE"
ETAG=$(echo "$PROFILE" | tr -d '\r' | sed -n 's/^[Ee][Tt][Aa][Gg]: //p')

echo '5. Change my name, unless the profile has changed meanwhile'
curl -s -X PATCH "$GATEHOUSE/v1/users/me" -H "Authorization: Bearer $ACCESS" -H "If-Match: $ETAG" -H 'Content-Type: application/merge-patch+json' -d '{"display_name":"Ada King"}'; echo

echo '6. List people, as the administrator'
ADMIN=$(post /v1/auth/login "{\"email\":\"@ADMIN_EMAIL@\",\"password\":\"$(sed 's/["\\]/\\&/g' '@ADMIN_PASSWORD_FILE@')\"}" | field access_token)
curl -s "$GATEHOUSE/v1/users?limit=5" -H "Authorization: Bearer $ADMIN"; echo

echo '7. Guess a password until the limit says when to come back'
guess() { curl -s "$@" -X POST "$GATEHOUSE/v1/auth/login" -H 'Content-Type: application/json' -d "{\"email\":\"$EMAIL\",\"password\":\"a wrong guess\"}"; }
for TRY in 1 2 3 4 5 6 7 8 9 10 11 12; do guess -o /dev/null -w "$TRY: %{http_code}  "; done; echo
guess -i; echo
