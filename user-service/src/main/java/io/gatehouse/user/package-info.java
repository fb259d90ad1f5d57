/** What is known about people. Who they are, how they sign in and what they may do is auth-service's. */
package io.gatehouse.user;
