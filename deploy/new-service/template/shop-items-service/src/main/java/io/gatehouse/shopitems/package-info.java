/** shop-items-service: shop items, each of which belongs to one person. A package is a feature. */
package io.gatehouse.shopitems;
