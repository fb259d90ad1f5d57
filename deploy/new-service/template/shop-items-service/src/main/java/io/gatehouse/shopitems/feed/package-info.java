/** This service's event log as a whole: what stays in it. What is told, and when, is the features' that do it. */
package io.gatehouse.shopitems.feed;
