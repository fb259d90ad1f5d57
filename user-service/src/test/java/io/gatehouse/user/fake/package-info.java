/** auth-service as user-service sees it: its keys, its tokens and its log, with a switch for everything that can fail. */
package io.gatehouse.user.fake;
