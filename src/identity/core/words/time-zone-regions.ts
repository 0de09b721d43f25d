/**
 * Time zones by state or province where one country has several (IANA tz database): per line the country, the zones, and
 * the regions' codes and names, folded. A region that is divided stands in several lines.
 */
export const zonesByRegion = `
  US America/New_York|ct connecticut|de delaware|dc district of columbia|washington dc|fl florida|ga georgia|in indiana|ky kentucky|me maine|md maryland|ma massachusetts|mi michigan|nh new hampshire|nj new jersey|ny new york|nc north carolina|oh ohio|pa pennsylvania|ri rhode island|sc south carolina|tn tennessee|vt vermont|va virginia|wv west virginia
  US America/Chicago|al alabama|ar arkansas|fl florida|il illinois|in indiana|ia iowa|ks kansas|ky kentucky|la louisiana|mi michigan|mn minnesota|ms mississippi|mo missouri|ne nebraska|nd north dakota|ok oklahoma|sd south dakota|tn tennessee|tx texas|wi wisconsin
  US America/Denver|co colorado|id idaho|ks kansas|mt montana|ne nebraska|nv nevada|nm new mexico|nd north dakota|or oregon|sd south dakota|tx texas|ut utah|wy wyoming|az arizona
  US America/Phoenix|az arizona
  US America/Los_Angeles|ca california|id idaho|nv nevada|or oregon|wa washington
  US America/Anchorage|ak alaska
  US America/Adak|ak alaska
  US Pacific/Honolulu|hi hawaii
  CA America/St_Johns|nl newfoundland and labrador|newfoundland|terre neuve et labrador
  CA America/Goose_Bay|nl newfoundland and labrador|labrador
  CA America/Halifax|ns nova scotia|nouvelle ecosse|pe prince edward island|nb new brunswick|nouveau brunswick|qc quebec
  CA America/Toronto|on ontario|qc quebec|nu nunavut
  CA America/Winnipeg|mb manitoba|on ontario|nu nunavut
  CA America/Regina|sk saskatchewan
  CA America/Edmonton|ab alberta|nt northwest territories|sk saskatchewan|bc british columbia|nu nunavut
  CA America/Vancouver|bc british columbia|colombie britannique
  CA America/Whitehorse|yt yukon
  AU Australia/Sydney|nsw new south wales|act australian capital territory
  AU Australia/Broken_Hill|nsw new south wales
  AU Australia/Melbourne|vic victoria
  AU Australia/Brisbane|qld queensland
  AU Australia/Hobart|tas tasmania
  AU Australia/Adelaide|sa south australia
  AU Australia/Darwin|nt northern territory
  AU Australia/Perth|wa western australia
  BR America/Sao_Paulo|sp sao paulo|rj rio de janeiro|mg minas gerais|es espirito santo|pr parana|sc santa catarina|rs rio grande do sul|go goias|df distrito federal
  BR America/Bahia|ba bahia
  BR America/Fortaleza|ce ceara|rn rio grande do norte|pb paraiba|pi piaui|ma maranhao
  BR America/Recife|pe pernambuco
  BR America/Noronha|pe pernambuco
  BR America/Maceio|al alagoas|se sergipe
  BR America/Belem|pa para|ap amapa
  BR America/Araguaina|to tocantins
  BR America/Manaus|am amazonas
  BR America/Porto_Velho|ro rondonia
  BR America/Boa_Vista|rr roraima
  BR America/Cuiaba|mt mato grosso
  BR America/Campo_Grande|ms mato grosso do sul
  BR America/Rio_Branco|ac acre|am amazonas
  MX America/Mexico_City|cdmx ciudad de mexico|df distrito federal|mex estado de mexico|jal jalisco|gto guanajuato|pue puebla|ver veracruz|mich michoacan|qro queretaro|hgo hidalgo|mor morelos|oax oaxaca|gro guerrero|tlax tlaxcala|ags aguascalientes|slp san luis potosi|zac zacatecas|col colima|chis chiapas|tab tabasco
  MX America/Merida|yuc yucatan|camp campeche
  MX America/Cancun|qroo quintana roo
  MX America/Monterrey|nl nuevo leon|coah coahuila|tamps tamaulipas|dgo durango
  MX America/Chihuahua|chih chihuahua
  MX America/Ciudad_Juarez|chih chihuahua
  MX America/Mazatlan|sin sinaloa|nay nayarit|bcs baja california sur
  MX America/Hermosillo|son sonora
  MX America/Tijuana|bc baja california
  ES Atlantic/Canary|canarias|islas canarias|las palmas|santa cruz de tenerife|tenerife
  PT Atlantic/Azores|acores|azores
  PT Atlantic/Madeira|madeira
`;

/** Area codes of the North American plan by state or province (NANPA); codes for no place, such as toll-free ones, are absent. */
export const areaCodes = `
  AL 205 251 256 334 659 938|AK 907|AZ 480 520 602 623 928|AR 327 479 501 870
  CA 209 213 279 310 323 341 350 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951
  CO 303 719 720 748 970 983|CT 203 475 860 959|DE 302|DC 202 771
  FL 239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954
  GA 229 404 470 478 678 706 762 770 912 943|HI 808|ID 208 986|IL 217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872
  IN 219 260 317 463 574 765 812 930|IA 319 515 563 641 712|KS 316 620 785 913|KY 270 364 502 606 859|LA 225 318 337 457 504 985
  ME 207|MD 227 240 301 410 443 667|MA 339 351 413 508 617 774 781 857 978|MI 231 248 269 313 517 586 616 679 734 810 906 947 989
  MN 218 320 507 612 651 763 924 952|MS 228 601 662 769|MO 235 314 417 557 573 636 660 816 975|MT 406|NE 308 402 531|NV 702 725 775|NH 603
  NJ 201 551 609 640 732 848 856 862 908 973|NM 505 575|NY 212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934
  NC 252 336 472 704 743 828 910 919 980 984|ND 701|OH 216 220 234 283 326 330 380 419 436 440 513 567 614 740 937|OK 405 539 572 580 918
  OR 458 503 541 971|PA 215 223 267 272 412 445 484 570 582 610 717 724 814 835 878|RI 401|SC 803 821 839 843 854 864|SD 605
  TN 423 615 629 731 865 901 931|TX 210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 915 936 940 945 956 972 979
  UT 385 435 801|VT 802|VA 276 434 540 571 686 703 757 804 826 948|WA 206 253 360 425 509 564|WV 304 681|WI 262 274 353 414 534 608 715 920|WY 307
  AB 368 403 587 780 825|BC 236 250 257 604 672 778|MB 204 431 584|NB 428 506|NL 709 879|NS 782 902
  ON 226 249 289 343 365 382 387 416 437 519 548 613 647 683 705 742 753 807 905 942|QC 263 354 367 418 438 450 468 514 579 581 819 873|SK 306 474 639
`;
