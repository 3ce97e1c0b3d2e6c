namespace ServerlessContacts.Contacts;

/// <summary>
/// The facts about every calling code, one line each, because how a number is written in a country can be looked up but not computed.
/// </summary>
/// <remarks>
/// Sources: codes and areas from the ITU-T list of E.164 country codes (annex to the Operational Bulletin), trunk and international
/// prefixes from the ITU-T list of dialling procedures, lengths from the national numbering plans that administrations
/// deposit with the ITU. All of it is public knowledge; lengths are generous where a plan is being changed, and leave out service numbers
/// so short or long that accepting them would let fragments pass. Compared with libphonenumber's metadata over valid numbers of every region:
/// what both take for complete is the same number.
/// <para>Columns: code; ISO 3166-1 regions, the first being the main one (001 = no region); trunk prefixes, the usual one first; international
/// prefixes; lengths of the national (significant) number, that is without code and trunk prefix; how a complete national number begins
/// when it is written without trunk prefix. A dash is an empty list, a star any digit but 0. Codes without trunk prefix
/// need that column too; a 0 there says that national numbers of this code may begin with 0. Last, and in few rows only: the beginnings and
/// lengths of numbers that lie outside the plan, such as free ones; they are complete in themselves, with or without trunk prefix.</para>
/// </remarks>
internal static class CallingCodeTable
{
    public const string Rows = """
        1 US,CA,AG,AI,AS,BB,BM,BS,DM,DO,GD,GU,JM,KN,KY,LC,MP,MS,PR,SX,TC,TT,UM,VC,VG,VI 1 011 10 *
        7 RU,KZ 8 810 10 *
        20 EG 0 00 8-10 -
        27 ZA 0 00 9-10 -
        30 GR - 00 10-12 *
        31 NL 0 00 7,9-11 - 140:5-6
        32 BE 0 00 8-9 -
        33 FR 0 00 9 -
        34 ES - 00 9 5,6,7,8,9
        36 HU 06 00 8-9 -
        39 IT,VA - 00 6-12 0,3,8,199 178:10,55:10
        40 RO 0 00 9 -
        41 CH 0 00 9 - 860:12
        43 AT 0 00 5-13 -
        44 GB,GG,IM,JE 0 00 9-10 -
        45 DK - 00 8 *
        46 SE 0 00 7-10 - 25:12,67:12
        47 NO,BV,SJ - 00 8 * 0:5
        48 PL 0 00 9 *
        49 DE 0 00 6-13 -
        51 PE 0 00 8-9 9
        52 MX 01,044,045,1 00 10 *
        53 CU 0 119 8,10 5
        54 AR 0 00 10-11 -
        55 BR 0 - 10-11 * 300:8-10,500:9-10,800:9-10,900:9-10,400:8,4020:8,4370:8,4864:8
        56 CL - - 9-11 *
        57 CO 0 00,005,007,009 10-11 3,60
        58 VE 0 00 10 -
        60 MY 0 00 8-10 1300,1700,1800 1600:10
        61 AU,CC,CX 0 0011 9-10 1300,1800,190 163:5-9
        62 ID 0 00,001,007,008 7-13 -
        63 PH 0 00 8-10 9 1800:11-13
        64 NZ,PN 0 00 8-10 -
        65 SG - 000,001,002,008 8,10-11 3,6,8,9,1800,800 1900:11,7000:11
        66 TH 0 001,004,005,006,007,008,009 8-10,13 1800 1900:10
        81 JP 0 010 9-10 -
        82 KR 0 00,001,002,003,005,006,008 8-11 - 15:8,16:8,18:8
        84 VN 0 00 8-10 - 1800:8-10,1900:8-10,199:7,799:7
        86 CN 0 00 9-11 13,14,15,16,17,18,19,400,800 160:8,168:8
        90 TR 0 00 10 - 444:7
        91 IN 0 00 10 6,7,8,9 140:10,1800:8-13,1803:13,1860:11,1861:13,1862:13
        92 PK 0 00 8-12 - 122:9
        93 AF 0 00 9 -
        94 LK 0 00 9 -
        95 MM 0 00 7-10 -
        98 IR 0 00 6-7,10 -
        211 SS 0 00 9 -
        212 MA,EH 0 00 9 -
        213 DZ 0 00 8-9 -
        216 TN - 00 8 *
        218 LY 0 00 8-9 -
        220 GM - 00 7,9 *
        221 SN - 00 9 *
        222 MR - 00 8 *
        223 ML - 00 8 *
        224 GN - 00 8-9 *
        225 CI - 00 10 0,2
        226 BF - 00 8 0,*
        227 NE - 00 8 0,*
        228 TG - 00 8 *
        229 BJ - 00 8,10 0,*
        230 MU - 00,020 7-8,10 *
        231 LR 0 00 7-9 -
        232 SL 0 00 8 -
        233 GH 0 00 8-9 -
        234 NG 0 009 7-8,10-11 -
        235 TD - 00 8 *
        236 CF - 00 8 *
        237 CM - 00 8-9 *
        238 CV - 0 7 *
        239 ST - 00 7 *
        240 GQ - 00 9 *
        241 GA 0 00 8 * 0:8
        242 CG - 00 9 0,2,8
        243 CD 0 00 7-10 -
        244 AO - 00 9 *
        245 GW - 00 7,9 *
        246 IO - 00 7 *
        247 AC - 00 5-6 *
        248 SC - 00 7 *
        249 SD 0 00 9 -
        250 RW 0 00 8-9 - 06:8,2:9
        251 ET 0 00 9 -
        252 SO 0 00 6-9 *
        253 DJ - 00 8 *
        254 KE 0 000 7-10 -
        255 TZ 0 000 9 -
        256 UG 0 000 9 -
        257 BI - 00 8 *
        258 MZ - 00 8-9 *
        260 ZM 0 00 9 - 63:9
        261 MG 0 00 9 -
        262 RE,YT,TF 0 00 9 -
        263 ZW 0 00 5-10 -
        264 NA 0 00 8-9 -
        265 MW 0 00 7,9 -
        266 LS - 00 8 *
        267 BW - 00 7-8,10 * 0800:10
        268 SZ - 00 8-9 0,*
        269 KM - 00 7 *
        290 SH,TA - 00 4-5 *
        291 ER 0 00 7 -
        297 AW - 00 7 *
        298 FO - 00 6 *
        299 GL - 00 6 *
        350 GI - 00 8 *
        351 PT - 00 9 2,3,6,7,8,9
        352 LU - 00 6-11 *
        353 IE 0 00 7-10 1800 15:10,1850:10,1890:10
        354 IS - 00 7,9 *
        355 AL 0 00 6-9 -
        356 MT - 00 8 *
        357 CY - 00 8 *
        358 FI,AX 0 00,990,994,999 5-12 -
        359 BG 0 00 6-9 -
        370 LT 0,8 00 8 -
        371 LV - 00 8 *
        372 EE - 00 7-8,10 *
        373 MD 0 00 8 -
        374 AM 0 00 8 -
        375 BY 80,8,0 810 9-10 -
        376 AD - 00 6,8-9 *
        377 MC 0 00 8-9 *
        378 SM - 00 6-10 0,*
        380 UA 0 00 9-10 -
        381 RS 0 00 7-12 -
        382 ME 0 00 8-9 -
        383 XK 0 00 8-12 -
        385 HR 0 00 7-9 -
        386 SI 0 00 8 -
        387 BA 0 00 8-9 -
        389 MK 0 00 8 -
        420 CZ - 00 9 * 93:11,96:9-12
        421 SK 0 00 7,9 -
        423 LI - 00 7,9 *
        500 FK,GS - 00 5 *
        501 BZ - 00 7,11 * 0800:11
        502 GT - 00 8,11 *
        503 SV - 00 7-8,11 *
        504 HN - 00 8,11 *
        505 NI - 00 8 *
        506 CR - 00 8,10 *
        507 PA - 00 7-8,10-11 *
        508 PM 0 00 6,9 -
        509 HT - 00 8 *
        590 GP,BL,MF 0 00 9 -
        591 BO 0 00 8-9 *
        592 GY - 001 7 *
        593 EC 0 00 8-11 - 1700:10,1800:10-11
        594 GF 0 00 9 -
        595 PY 0 00 7-11 - 9800:9-11,870:9
        596 MQ 0 00 9 -
        597 SR - 00 6-7 *
        598 UY 0 00 7-8,10-13 2,4
        599 CW,BQ - 00 7-8 *
        670 TL - 00 7-8 *
        672 NF,AQ,HM - 00 6 *
        673 BN - 00 7 *
        674 NR - 00 7 *
        675 PG - 00,05 7-8 *
        676 TO - 00 5,7 0,*
        677 SB - 00,01 5,7 *
        678 VU - 00 5,7 *
        679 FJ - 00 7,11 0,*
        680 PW - 011,012 7 *
        681 WF - 00 6,9 *
        682 CK - 00 5 *
        683 NU - 00 4,7 *
        685 WS - 0 5-7,10 *
        686 KI 0 00 5,8 *
        687 NC - 00 6 * 050:6
        688 TV - 00 5-7 *
        689 PF - 00 6,8 * 80:9
        690 TK - 00 4-7 *
        691 FM - 00 7 *
        692 MH 1 011 7 *
        800 001 - - 8 -
        808 001 - - 8 -
        850 KP 0 00,99 6-8,10 -
        852 HK - 001 8-9,11 *
        853 MO - 00 8 * 0800:7
        855 KH 0 001,007,008 8-10 - 1800:10,1900:10
        856 LA 0 00 8-10 -
        870 001 - - 9,12 -
        878 001 - - 10-12 -
        880 BD 0 00 6-10 -
        881 001 - - 6-9 -
        882 001 - - 7-12 -
        883 001 - - 8-12 -
        886 TW 0 002,005,006,007,009,016,017,019 8-10 -
        888 001 - - 11 -
        960 MV - 00,009 7,10 *
        961 LB 0 00 7-8 7,8 90:8,91:8
        962 JO 0 00 8-9 -
        963 SY 0 00 8-9 -
        964 IQ 0 00 8-10 -
        965 KW - 00 7-8 *
        966 SA 0 00 9-10 9200,800 920:9,925:9
        967 YE 0 00 7-9 -
        968 OM - 00 7-9 *
        970 PS 0 00 8-10 1700,1800
        971 AE 0 00 8-9 - 400:9,600:9,700:9,800:5-12,900:9
        972 IL 0 00,012,013,014,018 8-10 1700,1800 1200:10,1212:8,1255:7,1599:10,151:11-12,180:10,190:10,1919:10,199:10
        973 BH - 00 8 *
        974 QA - 00 7-8 *
        975 BT - 00 7-8 *
        976 MN 0 00,001 8-10 5,6,7,8,9
        977 NP 0 00 8,10 9 1660:11,1800:11
        979 001 - - 9 -
        991 001 - - 5-12 -
        992 TJ - 810 9 0,*
        993 TM 8 810 8 *
        994 AZ 0 00 9 -
        995 GE 0 00 9 5
        996 KG 0 00 9-10 -
        998 UZ 8 00,810 9 *
        """;
}
