/** auth-service as user-service sees it: the stand-in that all services test with, and the mail of invitations. */
package io.gatehouse.user.fake;
